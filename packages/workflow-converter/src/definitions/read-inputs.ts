import type { Json } from '@darkroom/foundation'
import {
  listAt,
  member,
  recordAt,
  toJson,
  toJsonObject,
  type UnknownRecord,
} from '../json-values.ts'
import type { InputDefinition } from './node-definition.ts'

/** Reads `{ required, optional }` of a class, or of an option or template that has inputs of its own. */
export const readInputs = (input: UnknownRecord): readonly InputDefinition[] => [
  ...readSection(recordAt(input, 'required'), false),
  ...readSection(recordAt(input, 'optional'), true),
]

const readSection = (section: UnknownRecord, optional: boolean): readonly InputDefinition[] =>
  Object.keys(section).map((name) => readInput(name, { spec: section[name], optional }))

function readInput(
  name: string,
  { spec, optional }: { spec: unknown; optional: boolean },
): InputDefinition {
  const [type, told]: readonly unknown[] = Array.isArray(spec) ? spec : [spec]
  const options = toJsonObject(told) ?? {}
  const choices = Array.isArray(type) ? toChoices(type) : choicesIn(options)
  return {
    name,
    type: Array.isArray(type) ? 'COMBO' : toType(type),
    optional,
    options,
    ...(choices !== undefined && { choices }),
  }
}

const toType = (type: unknown): string => (typeof type === 'string' ? type : '*')

const choicesIn = (options: UnknownRecord): readonly Json[] | undefined =>
  Array.isArray(member(options, 'options')) ? toChoices(listAt(options, 'options')) : undefined

const toChoices = (list: readonly unknown[]): readonly Json[] =>
  list.map(toJson).filter((choice) => choice !== undefined)

/** The inputs in the order of `input_order`; what it does not name comes last. */
export function inOrder(
  inputs: readonly InputDefinition[],
  order: UnknownRecord,
): readonly InputDefinition[] {
  const byName = new Map(inputs.map((input) => [input.name, input]))
  const names = [...listAt(order, 'required'), ...listAt(order, 'optional')]
  const first = names.flatMap((name) => {
    const input = typeof name === 'string' ? byName.get(name) : undefined
    return input === undefined ? [] : [input]
  })
  return [...new Set([...first, ...byName.values()])]
}
