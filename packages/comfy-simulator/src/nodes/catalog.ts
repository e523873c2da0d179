import type { Profile } from '../profiles.ts'
import { parseJson } from '../python/parse.ts'
import { stringifyJson } from '../python/stringify.ts'
import { getDict, getList, isDict, isList, type PyDict, type PyValue } from '../python/value.ts'
import { type ChoiceLists, fillChoices, mayChooseFiles } from './choices.ts'
import definitions080 from './definitions-0-8-0.generated.json' with { type: 'json' }
import definitions0330 from './definitions-0-33-0.generated.json' with { type: 'json' }
import { expandInputs } from './dynamic-inputs.ts'
import { handWrittenDefinitions } from './hand-written.ts'
import { type InputDefinition, toInput } from './input-definition.ts'

export interface NodeClass {
  readonly name: string
  readonly inputs: readonly InputDefinition[]
  readonly outputs: readonly PyValue[]
  readonly outputNames: readonly PyValue[]
  readonly isOutput: boolean
  /** Whether the node uses its own id, so that equal nodes do not share a result. */
  readonly usesId: boolean
  /** The inputs of a node with these values, those that stand for others replaced by them. */
  readonly inputsFor: (live: PyDict) => readonly InputDefinition[]
}

const usesId = (definition: PyDict): boolean =>
  [...(getDict(getDict(definition, 'input'), 'hidden')?.values() ?? [])].some(
    (value) => value === 'UNIQUE_ID' || (isList(value) && value[0] === 'UNIQUE_ID'),
  )

/** The definitions of one release, each parsed when it is first asked for, and shared by all servers of the process. */
class Definitions {
  readonly #texts: ReadonlyMap<string, string>
  readonly #parsed = new Map<string, PyDict>()

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(texts))
  }

  get names(): Iterable<string> {
    return this.#texts.keys()
  }

  has(name: string): boolean {
    return this.#texts.has(name)
  }

  text(name: string): string | undefined {
    return this.#texts.get(name)
  }

  get(name: string): PyDict | undefined {
    const text = this.#texts.get(name)
    if (text === undefined || this.#parsed.has(name)) return this.#parsed.get(name)
    const definition = parseJson(text)
    if (isDict(definition)) this.#parsed.set(name, definition)
    return this.#parsed.get(name)
  }
}

const recorded: Readonly<Record<Profile['definitions'], Definitions>> = {
  '0.8.0': new Definitions({ ...handWrittenDefinitions, ...definitions080 }),
  '0.33.0': new Definitions({ ...handWrittenDefinitions, ...definitions0330 }),
}

/** The node classes of the server; each query takes the lists of files of that moment. */
export class Catalog {
  readonly #definitions: readonly Definitions[]

  /** @param custom the classes of installed node packs, as `/object_info` shows them. */
  constructor(profile: Profile, custom: Readonly<Record<string, unknown>> = {}) {
    const texts = Object.entries(custom).map(([name, one]) => [name, JSON.stringify(one)])
    this.#definitions = [recorded[profile.definitions], new Definitions(Object.fromEntries(texts))]
  }

  has(name: string): boolean {
    return this.#definitions.some((one) => one.has(name))
  }

  /** The whole `/object_info`, as the text of each class: most are what was recorded and are not even parsed. */
  describeAll(lists: ChoiceLists): ReadonlyMap<string, string> {
    return new Map(
      this.#definitions.flatMap((definitions) =>
        Array.from(definitions.names, (name): readonly [string, string] => {
          const text = definitions.text(name) ?? ''
          const isChanging = mayChooseFiles(text)
          return [name, isChanging ? stringifyJson(this.describe(name, lists) ?? null) : text]
        }),
      ),
    )
  }

  /** The definition as `/object_info` shows it. */
  describe(name: string, lists: ChoiceLists): PyDict | undefined {
    const definition = this.#definitions.find((one) => one.has(name))?.get(name)
    const input = getDict(definition, 'input')
    if (definition === undefined || input === undefined) return undefined
    const filled: PyDict = new Map(input)
    for (const [group, inputs] of input) {
      if (isDict(inputs) && group !== 'hidden') filled.set(group, fillChoices(name, inputs, lists))
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
    const inputs = [...group('required'), ...group('optional')]
    return {
      name,
      inputs,
      outputs: getList(definition, 'output') ?? [],
      outputNames: getList(definition, 'output_name') ?? [],
      isOutput: definition.get('output_node') === true,
      usesId: usesId(definition),
      inputsFor: (live) => expandInputs(inputs, live),
    }
  }
}
