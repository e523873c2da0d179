import type { Control } from '../painting/subject.ts'
import { PyError } from '../python/convert.ts'
import { isList, type PyValue } from '../python/value.ts'
import { withSeen } from './fitting.ts'
import type { NodeInputs } from './inputs.ts'
import { filesOf, makers } from './making.ts'
import type { NodeContext, NodeResult } from './node.ts'
import {
  type ConditioningValue,
  type LatentValue,
  type ModelValue,
  type NodeValue,
  picturesOf,
  typeOf,
} from './values.ts'

/** Types whose values only the real node can work out. */
const scalars: ReadonlySet<string> = new Set(['INT', 'FLOAT', 'STRING', 'BOOLEAN', 'COMBO', 'DICT'])

const isAny = (type: string): boolean => type === '*' || type === 'COMFY_MATCHTYPE_V3'

/** Whether a node takes what applies a hint, so that its pictures are hints. */
const takesHints = (inputs: NodeInputs): boolean =>
  ['CONTROL_NET', 'MODEL_PATCH'].some((type) => inputs.ofType(type).length > 0)

const controlsOf = (inputs: NodeInputs): readonly Control[] => {
  const strength = inputs.number('strength', 1)
  if (!takesHints(inputs) || strength === 0) return []
  const pictures = inputs.all('IMAGE').flatMap((value) => value.pictures.slice(0, 1))
  return pictures.map((picture) => ({ picture, strength }))
}

/** A prompt with the pictures that a node adds to it: as hints, as a style, or to be edited. */
const withPictures = (cond: ConditioningValue, inputs: NodeInputs): ConditioningValue => {
  if (takesHints(inputs)) {
    const nets = inputs.ofType('CONTROL_NET').flatMap(({ architecture }) => architecture ?? [])
    return {
      ...cond,
      controls: [...(cond.controls ?? []), ...controlsOf(inputs)],
      nets: [...(cond.nets ?? []), ...nets],
    }
  }
  const styles = inputs.ofType('CLIP_VISION_OUTPUT').flatMap(picturesOf)
  const images = inputs.all('IMAGE').flatMap((value) => value.pictures.slice(0, 1))
  const latents = inputs.all('LATENT').flatMap(({ isEmpty, pictures }) => (isEmpty ? [] : pictures))
  return {
    ...withSeen(cond, inputs),
    references: [...new Set([...(cond.references ?? []), ...images, ...latents])],
    styles: [...(cond.styles ?? []), ...styles],
  }
}

const withPatch = (model: ModelValue, inputs: NodeInputs): ModelValue => ({
  ...model,
  controls: [...(model.controls ?? []), ...controlsOf(inputs)],
})

const withMask = (latent: LatentValue, inputs: NodeInputs): LatentValue => {
  const noiseMask = inputs.all('MASK')[0]?.pictures[0]
  return noiseMask === undefined ? latent : { ...latent, noiseMask }
}

const enriched = (value: NodeValue, inputs: NodeInputs): NodeValue => {
  if (value.kind === 'CONDITIONING') return withPictures(value, inputs)
  if (value.kind === 'MODEL') return withPatch(value, inputs)
  return value.kind === 'LATENT' ? withMask(value, inputs) : value
}

/** The input that an output of this type passes on: the one of the same name, else the one at the same place, else the last. */
const passedOn = (
  inputs: NodeInputs,
  type: string,
  { name, place }: { name: PyValue; place: number },
): NodeValue | undefined => {
  const same = inputs.find(String(name))
  if (same !== undefined && typeOf(same) === type) return same
  const fitting = inputs.values.filter((value) => typeOf(value) === type)
  return fitting[place] ?? fitting.at(-1)
}

const makeScalar = (inputs: NodeInputs, name: PyValue, context: NodeContext): NodeValue => {
  const same = inputs.find(String(name))
  return same?.kind === 'LITERAL' ? same : { kind: 'UNKNOWN', nodeClass: context.nodeClass.name }
}

const make = (inputs: NodeInputs, type: string, context: NodeContext): NodeValue => {
  const maker = makers[type]
  if (maker !== undefined) return maker(inputs, context)
  const [name = context.nodeClass.name] = filesOf(inputs, context)
  return { kind: 'NAMED', type, name, pictures: inputs.values.flatMap(picturesOf) }
}

/**
 * Runs a class that has no behaviour of its own. Each output passes on the input of its type, or is made from what the node
 * was given. Numbers and texts are passed on under the same name only: to read another one raises. A class that saves
 * something is refused, since its outputs would be missing.
 */
export const runByRule = (inputs: NodeInputs, context: NodeContext): NodeResult => {
  const { nodeClass } = context
  if (nodeClass.isOutput) {
    throw new PyError(
      'NotImplementedError',
      `The simulator does not save what ${nodeClass.name} saves`,
    )
  }
  for (const file of filesOf(inputs, context)) context.openModel(file)
  const places = new Map<string, number>()
  const outputs = nodeClass.outputs.map((declared, slot): NodeValue => {
    const type = isList(declared) ? 'COMBO' : String(declared)
    if (isAny(type)) return inputs.values[0] ?? { kind: 'UNKNOWN', nodeClass: nodeClass.name }
    const name = nodeClass.outputNames[slot] ?? null
    if (scalars.has(type)) return makeScalar(inputs, name, context)
    const place = places.get(type) ?? 0
    places.set(type, place + 1)
    const value = passedOn(inputs, type, { name, place }) ?? make(inputs, type, context)
    return enriched(value, inputs)
  })
  return { outputs }
}
