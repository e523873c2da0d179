/** A Python float; it keeps `7.0` as `7.0`. */
export class PyFloat {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

export type PyDict = Map<string, PyValue>

/**
 * The values of Python's `json`: objects keep their order (a JavaScript object would sort the node ids), integers are
 * `number` or `bigint`, floats are `PyFloat`.
 */
export type PyValue = null | boolean | number | bigint | string | PyFloat | PyValue[] | PyDict

/** Values that can be written as JSON: Python values, and plain objects for convenience. */
export type Encodable =
  | PyValue
  | readonly Encodable[]
  | ReadonlyMap<string, Encodable>
  | { readonly [key: string]: Encodable }

export const isDict = (value: PyValue | undefined): value is PyDict => value instanceof Map

export const isList = (value: PyValue | undefined): value is PyValue[] => Array.isArray(value)

export const isNumeric = (value: PyValue | undefined): value is number | bigint | PyFloat =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof PyFloat

/** The number in an int or float; compares correctly with `<` even when one side is a bigint. */
export const toNumeric = (value: number | bigint | PyFloat): number | bigint =>
  value instanceof PyFloat ? value.value : value

/** The nearest JavaScript number; undefined for a value that is not a number. */
export const toNumber = (value: PyValue | undefined): number | undefined =>
  isNumeric(value) ? Number(toNumeric(value)) : undefined

export const getDict = (dict: PyDict | undefined, key: string): PyDict | undefined => {
  const value = dict?.get(key)
  return isDict(value) ? value : undefined
}

export const getList = (dict: PyDict | undefined, key: string): PyValue[] | undefined => {
  const value = dict?.get(key)
  return isList(value) ? value : undefined
}

export const getString = (dict: PyDict | undefined, key: string): string | undefined => {
  const value = dict?.get(key)
  return typeof value === 'string' ? value : undefined
}

/** Python's truth value: empty containers, zero and None are false. */
export const isTrue = (value: PyValue | undefined): boolean => {
  if (value === undefined || value === null) return false
  if (isNumeric(value)) return Number(toNumeric(value)) !== 0
  if (isDict(value)) return value.size > 0
  if (isList(value)) return value.length > 0
  return Boolean(value)
}
