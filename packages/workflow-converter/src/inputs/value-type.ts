import { asLink, type PromptGraph, type Site } from '@darkroom/comfy-graph'
import { type Json, numberIn } from '@darkroom/foundation'
import type { InputDefinition } from '../definitions/node-definition.ts'
import type { InputSource } from './input-source.ts'
import { narrowed } from './limits.ts'
import { nodeOf } from './node-of.ts'
import { definitionOf } from './site-definition.ts'
import type { InputChoice, InputLimits, InputType } from './workflow-input.ts'

/** What a value may be. */
export interface ValueType extends InputLimits {
  readonly type: InputType
  /** What the server's author says of it. */
  readonly help?: string
}

/** What the value at some sites of a prompt may be: what all that take it agree on. Undefined for what no person can set. */
export function typeOfSites(sites: readonly Site[], source: InputSource): ValueType | undefined {
  const types = sites.flatMap((site) => {
    const ends = consumersOf(site, source).flatMap((end) => typeAt(end, source) ?? [])
    const own = typeAt(site, source)
    // A node that only holds a value allows more than those that it is for.
    return ends.length > 0 ? ends : (own ?? [])
  })
  const [site] = sites
  const saved = site && nodeOf(source.graph, site.nodeId)?.inputs[site.input]
  const fitting = types.filter(({ type }) => isOfType(type, saved))
  const [first, ...others] = fitting.length > 0 ? fitting : types
  return first === undefined ? undefined : others.reduce(both, first)
}

/** Whether a saved value may be of a type: where consumers disagree, it tells which of them are right. */
function isOfType(type: InputType, saved: Json | undefined): boolean {
  if (numberIn(saved) !== undefined) return /^(?:number|integer|seed|choice)$/.test(type)
  return typeof saved !== 'boolean' || type === 'boolean' || type === 'choice'
}

/** Where the value of a node goes that only holds it, through nodes that hand it on. */
function consumersOf({ nodeId }: Site, source: InputSource): readonly Site[] {
  const { graph } = source
  if (!holdsValue.test(nodeOf(graph, nodeId)?.class_type ?? '')) return []
  const open = [nodeId]
  const ends: Site[] = []
  // The loop also visits ids that are added to the list meanwhile.
  for (const id of open) {
    for (const site of usersOf(id, graph)) {
      if (typeAt(site, source) !== undefined) ends.push(site)
      else if (
        handsOn.test(nodeOf(graph, site.nodeId)?.class_type ?? '') &&
        !open.includes(site.nodeId)
      ) {
        open.push(site.nodeId)
      }
    }
  }
  return ends
}

const usersOf = (nodeId: string, graph: PromptGraph): readonly Site[] =>
  Object.entries(graph).flatMap(([id, { inputs }]) =>
    Object.entries(inputs).flatMap(([input, value]) =>
      asLink(value)?.[0] === nodeId ? [{ nodeId: id, input }] : [],
    ),
  )

const handsOn = /Switch|Reroute/i

/** Classes that only hold a value for others. */
const holdsValue =
  /^Primitive|Constant|^(?:INT|FLOAT|STRING)$|^CPackInput|^ComfyUIDeployExternal|^ETN_Parameter$/i

function typeAt(site: Site, source: InputSource): ValueType | undefined {
  const definition = definitionOf(site, source)
  const value = nodeOf(source.graph, site.nodeId)?.inputs[site.input]
  return definition === undefined ? typeOfValue(site.input, value) : typeOf(definition, value)
}

/** The type of a value that no server explains. */
function typeOfValue(name: string, value: Json | undefined): ValueType | undefined {
  if (typeof value === 'string') return { type: 'text' }
  if (typeof value === 'boolean') return { type: 'boolean' }
  const number = numberIn(value)
  if (number === undefined) return undefined
  if (isSeed(name)) return { type: 'seed' }
  return { type: Number.isInteger(number) ? 'integer' : 'number' }
}

const isSeed = (name: string): boolean => /^(?:noise_)?seed$/.test(name.split('.').at(-1) ?? '')

function typeOf(definition: InputDefinition, value: Json | undefined): ValueType | undefined {
  const { name, options } = definition
  const help = typeof options.tooltip === 'string' ? { help: options.tooltip } : {}
  switch (definition.type) {
    case 'INT':
      return { type: isSeed(name) ? 'seed' : 'integer', ...bounds(definition), ...help }
    case 'FLOAT':
      return { type: 'number', ...bounds(definition), ...help }
    case 'BOOLEAN':
      return { type: 'boolean', ...help }
    case 'STRING':
      return { type: 'text', ...help }
    case 'COMBO':
      return isList(value) ? undefined : { ...choiceType(definition, value), ...help }
    case 'COMFY_DYNAMICCOMBO_V3':
      return { type: 'choice', choices: optionKeys(definition), ...help }
    default:
      return undefined
  }
}

/** Whether a value is a list of choices, which no input here takes; a link is none. */
const isList = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null && asLink(value) === undefined

/** Limits that say something: those of a node for any whole number are none. */
function bounds({ name, options }: InputDefinition): InputLimits {
  const [minimum, maximum, step] = [options.min, options.max, options.step].map(numberIn)
  const counts = (limit: number | undefined): limit is number =>
    limit !== undefined && (isSeed(name) || Math.abs(limit) <= Number.MAX_SAFE_INTEGER)
  return {
    ...(counts(minimum) && { minimum }),
    ...(counts(maximum) && { maximum }),
    ...(step !== undefined && step > 0 && { step }),
  }
}

const modelNames =
  /^(?:ckpt|unet|gguf|vae|clip|control_net|style_model|upscale_model|model|gligen|hypernetwork)_name\d*$/

const modelFile = /\.(?:safetensors|sft|ckpt|pt|pth|gguf|onnx)$/i

function choiceType(
  { name, options, choices = [] }: InputDefinition,
  value: Json | undefined,
): ValueType {
  if (options.image_upload === true) return { type: 'image' }
  if (options.video_upload === true || options.animated_image_upload === true) {
    return { type: 'video' }
  }
  if (options.audio_upload === true) return { type: 'audio' }
  const list = { choices: choices.filter(isChoice) }
  const last = name.split('.').at(-1) ?? name
  if (/^lora(?:_name)?(?:_?\d+)?$/.test(last)) return { type: 'lora', ...list }
  const isModel =
    modelNames.test(last) || [value, choices[0]].some((one) => modelFile.test(String(one)))
  if (isModel) return { type: 'model', ...list }
  return { type: 'choice', ...list }
}

const isChoice = (value: Json): value is InputChoice =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const optionKeys = ({ options }: InputDefinition): readonly InputChoice[] =>
  Array.isArray(options.options)
    ? options.options.flatMap((option: Json) =>
        typeof option === 'object' && option !== null && 'key' in option && isChoice(option.key)
          ? [option.key]
          : [],
      )
    : []

/** What both allow. */
function both(one: ValueType, other: ValueType): ValueType {
  const help = one.help ?? other.help
  return {
    type: one.type === 'number' && other.type === 'integer' ? 'integer' : one.type,
    ...narrowed(one, other),
    ...(help !== undefined && { help }),
  }
}
