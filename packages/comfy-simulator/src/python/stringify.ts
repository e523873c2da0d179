import { type Encodable, PyFloat } from './value.ts'

const nonAscii = /[\u007f-\uffff]/g

const quote = (text: string): string =>
  JSON.stringify(text).replace(
    nonAscii,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Python's `repr` of a float: always with a point or an exponent. */
export const floatRepr = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  const magnitude = Math.abs(value)
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    const [digits = '0', exponent = '0'] = value.toExponential().split('e')
    const power = Number(exponent)
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  }
  return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : value}.0` : String(value)
}

const pairs = (entries: Iterable<readonly [string, Encodable]>): string =>
  Array.from(entries, ([key, value]) => `${quote(key)}: ${stringifyJson(value)}`).join(', ')

/** Writes JSON as Python's `json.dumps` does: `", "` and `": "`, ASCII only, `7.0` for a float. */
export const stringifyJson = (value: Encodable): string => {
  if (value === null) return 'null'
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : floatRepr(value)
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof PyFloat) return floatRepr(value.value)
  if (value instanceof Map) return `{${pairs(value)}}`
  if (Array.isArray(value)) return `[${value.map((item) => stringifyJson(item)).join(', ')}]`
  return `{${pairs(Object.entries(value))}}`
}
