import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'

type Exact = string | number | bigint | boolean | null | readonly Exact[] | ExactObject
interface ExactObject {
  readonly [key: string]: Exact
}

/** The largest number of JavaScript that is no more: a bound such as 2^64−1 would become one that is refused. */
const atMost = (value: bigint): number => {
  const near = Number(value)
  const bits = new BigInt64Array(new Float64Array([near]).buffer)
  if (BigInt(near) <= value) return near
  return new Float64Array(new BigInt64Array([(bits[0] ?? 0n) - 1n]).buffer)[0] ?? near
}

/** The same without integers of more digits than a number has. */
export function toPlainJson(value: Exact): Json {
  if (typeof value === 'bigint') return value < 0n ? -atMost(-value) : atMost(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(toPlainJson)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPlainJson(one)]))
}

const united = (one: readonly Json[], other: readonly Json[]): readonly Json[] => [
  ...new Set([...one, ...other]),
]

/** One input: a list of choices, of the old form or the new, has those of both. */
function uniteInput(one: Json, other: Json | undefined): Json {
  if (!Array.isArray(one) || !Array.isArray(other)) return one
  const [type, options, ...rest] = one
  const [otherType, otherOptions] = other
  if (Array.isArray(type) && Array.isArray(otherType)) {
    return [united(type, otherType), ...(options === undefined ? [] : [options]), ...rest]
  }
  if (!isJsonObject(options) || !isJsonObject(otherOptions)) return one
  const { options: list } = options
  const { options: otherList } = otherOptions
  if (!Array.isArray(list) || !Array.isArray(otherList)) return one
  return [type, { ...options, options: united(list, otherList) }, ...rest]
}

const uniteInputs = (one: JsonObject, other: JsonObject): JsonObject => ({
  ...other,
  ...Object.fromEntries(
    Object.entries(one).map(([name, input]) => [name, uniteInput(input, other[name])]),
  ),
})

const sections = ['required', 'optional'] as const

/** A class as several servers have it: the first one's, with the choices of all. */
function uniteClass(one: Json, other: Json | undefined): Json {
  if (!isJsonObject(one) || !isJsonObject(other)) return one
  const { input } = one
  const { input: otherInput } = other
  if (!isJsonObject(input) || !isJsonObject(otherInput)) return one
  const unitedSections = sections.flatMap((section) => {
    const own = input[section]
    const others = otherInput[section]
    if (!isJsonObject(own)) return []
    return [[section, isJsonObject(others) ? uniteInputs(own, others) : own] as const]
  })
  return { ...one, input: { ...input, ...Object.fromEntries(unitedSections) } }
}

/** `object_info` of several servers as one: every class that one of them has, and every choice. */
export function uniteDefinitions(all: readonly JsonObject[]): JsonObject {
  const classes = new Map<string, Json>()
  for (const definitions of all) {
    for (const [name, definition] of Object.entries(definitions)) {
      const known = classes.get(name)
      classes.set(name, known === undefined ? definition : uniteClass(known, definition))
    }
  }
  return Object.fromEntries(classes)
}
