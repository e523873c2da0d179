import { floatRepr } from './stringify.ts'
import { isList, PyFloat, type PyValue } from './value.ts'

const quoted = (text: string): string => {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark
}

const float = (value: number): string =>
  floatRepr(value).replace('Infinity', 'inf').replace('NaN', 'nan')

/** Python's `repr()`, used in error texts for lists and strings. */
export const repr = (value: PyValue): string => {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quoted(value)
  if (value instanceof PyFloat) return float(value.value)
  if (value instanceof Map) {
    return `{${Array.from(value, ([key, item]) => `${quoted(key)}: ${repr(item)}`).join(', ')}}`
  }
  if (isList(value)) return `[${value.map(repr).join(', ')}]`
  return typeof value === 'number' && !Number.isInteger(value) ? float(value) : String(value)
}

export const str = (value: PyValue): string => (typeof value === 'string' ? value : repr(value))
