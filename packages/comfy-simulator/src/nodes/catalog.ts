import type { Profile } from '../profiles.ts'
import { parseJson } from '../python/parse.ts'
import { getDict, getList, isDict, isList, type PyDict, type PyValue } from '../python/value.ts'
import { definitionTexts as definitions080 } from './definitions-0-8-0.generated.ts'
import { definitionTexts as definitions0330 } from './definitions-0-33-0.generated.ts'
import { handWrittenDefinitions } from './hand-written.ts'

/** One declared input: `[type, options]`. */
export interface InputDefinition {
  readonly name: string
  readonly isRequired: boolean
  /** A type name, or the list of choices of an old-style combo. */
  readonly type: PyValue
  readonly options: PyDict
}

export interface NodeClass {
  readonly name: string
  readonly inputs: readonly InputDefinition[]
  readonly outputs: readonly PyValue[]
  readonly isOutput: boolean
  /** Whether the node uses its own id, so that equal nodes do not share a result. */
  readonly usesId: boolean
}

/** The names to choose from, by input. */
export type ChoiceLists = ReadonlyMap<string, readonly string[]>

/** The recorded definitions, by release. */
const recorded: Readonly<Record<Profile['definitions'], Readonly<Record<string, string>>>> = {
  '0.8.0': definitions080,
  '0.33.0': definitions0330,
}

const folderOfInput: Readonly<Record<string, string>> = {
  ckpt_name: 'checkpoints',
  lora_name: 'loras',
  vae_name: 'vae',
  unet_name: 'diffusion_models',
  model_name: 'upscale_models',
  control_net_name: 'controlnet',
  style_model_name: 'style_models',
  clip_name: 'text_encoders',
  clip_name1: 'text_encoders',
  clip_name2: 'text_encoders',
  clip_name3: 'text_encoders',
  image: 'input',
}

const folderOf = (nodeClass: string, input: string): string | undefined =>
  nodeClass === 'CLIPVisionLoader' ? 'clip_vision' : folderOfInput[input]

const specificationOf = (choices: readonly string[], [type, options]: PyValue[]): PyValue[] => {
  const isNewStyle = type === 'COMBO'
  const given: PyDict = isDict(options) ? options : new Map()
  if (isNewStyle) return ['COMBO', new Map([...given, ['options', [...choices]]])]
  return options === undefined ? [[...choices]] : [[...choices], given]
}

const isCombo = (specification: PyValue): specification is PyValue[] =>
  isList(specification) && (isList(specification[0]) || specification[0] === 'COMBO')

const fillGroup = (nodeClass: string, group: PyDict, lists: ChoiceLists): PyDict => {
  const filled: PyDict = new Map(group)
  for (const [name, specification] of group) {
    const folder = folderOf(nodeClass, name)
    const choices = folder === undefined ? undefined : lists.get(folder)
    if (choices !== undefined && isCombo(specification)) {
      filled.set(name, specificationOf(choices, specification))
    }
  }
  return filled
}

const toInput = (name: string, specification: PyValue, isRequired: boolean): InputDefinition => {
  const [type = null, options] = isList(specification) ? specification : []
  return { name, isRequired, type, options: isDict(options) ? options : new Map() }
}

const usesId = (definition: PyDict): boolean =>
  [...(getDict(getDict(definition, 'input'), 'hidden')?.values() ?? [])].some(
    (value) => value === 'UNIQUE_ID' || (isList(value) && value[0] === 'UNIQUE_ID'),
  )

/** The node classes of the server; each query takes the lists of files of that moment. */
export class Catalog {
  readonly #definitions: ReadonlyMap<string, PyDict>

  constructor(profile: Profile) {
    const all: Readonly<Record<string, PyValue>> = {
      ...handWrittenDefinitions,
      ...Object.fromEntries(
        Object.entries(recorded[profile.definitions]).map(([name, text]) => [
          name,
          parseJson(text),
        ]),
      ),
    }
    this.#definitions = new Map(
      Object.entries(all).flatMap(([name, value]) => (isDict(value) ? [[name, value]] : [])),
    )
  }

  get names(): Iterable<string> {
    return this.#definitions.keys()
  }

  has(name: string): boolean {
    return this.#definitions.has(name)
  }

  /** The definition as `/object_info` shows it. */
  describe(name: string, lists: ChoiceLists): PyDict | undefined {
    const definition = this.#definitions.get(name)
    const input = getDict(definition, 'input')
    if (definition === undefined || input === undefined) return undefined
    const filled: PyDict = new Map(input)
    for (const [group, inputs] of input) {
      if (isDict(inputs) && group !== 'hidden') filled.set(group, fillGroup(name, inputs, lists))
    }
    return new Map([...definition, ['input', filled]])
  }

  /** The definition as validation and execution need it. */
  classOf(name: string, lists: ChoiceLists): NodeClass | undefined {
    const definition = this.describe(name, lists)
    if (definition === undefined) return undefined
    const input = getDict(definition, 'input')
    const group = (category: string): readonly InputDefinition[] =>
      Array.from(getDict(input, category) ?? [], ([key, specification]) =>
        toInput(key, specification, category === 'required'),
      )
    return {
      name,
      inputs: [...group('required'), ...group('optional')],
      outputs: getList(definition, 'output') ?? [],
      isOutput: definition.get('output_node') === true,
      usesId: usesId(definition),
    }
  }
}
