import { z } from 'zod'

/**
 * Fields as pydantic takes them: null counts as left out, and a number or a truth may be a text. What cannot be read so
 * is refused by the inner schema.
 */
const lenient = <S extends z.ZodType>(read: (value: unknown) => unknown, schema: S) =>
  z.preprocess((value) => read(value) ?? undefined, schema.optional()).optional()

const toNumber = (value: unknown): unknown => {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'string') return value
  return value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value)
}

const toInteger = (value: unknown): unknown => {
  const number = toNumber(value)
  return typeof number === 'number' ? Math.trunc(number) : number
}

const truths = new Map<unknown, boolean>([
  ...[1, '1', 'true', 'on', 'yes'].map((word) => [word, true] as const),
  ...[0, '0', 'false', 'off', 'no'].map((word) => [word, false] as const),
])

const toTruth = (value: unknown): unknown =>
  truths.get(typeof value === 'string' ? value.toLowerCase() : value) ?? value

const same = (value: unknown): unknown => value

export const text = (longest: number) => lenient(same, z.string().max(longest))
export const number = (schema: z.ZodNumber = z.number()) => lenient(toNumber, schema)
export const integer = (schema: z.ZodNumber = z.int()) => lenient(toInteger, schema)
export const truth = () => lenient(toTruth, z.boolean())
export const list = <S extends z.ZodType>(schema: S) => lenient(same, z.array(schema))
export const members = () => lenient(same, z.record(z.string(), z.unknown()))
/** Empty and not a number, as some forms send a seed that is not set, count as left out. */
export const seed = () =>
  lenient(
    (value) => (value === '' ? undefined : toInteger(value)),
    z.int().max(Number.MAX_SAFE_INTEGER),
  )
