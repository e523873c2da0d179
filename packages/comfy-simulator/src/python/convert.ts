import { repr, str } from './repr.ts'
import { isDict, isList, PyFloat, type PyValue } from './value.ts'

/** A Python exception that the real server would raise. */
export class PyError extends Error {
  override readonly name = 'PyError'
  /** The qualified Python name, e.g. `ValueError`. */
  readonly type: string

  constructor(type: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.type = type
  }
}

const typeName = (value: PyValue): string => {
  if (value === null) return 'NoneType'
  if (isDict(value)) return 'dict'
  return isList(value) ? 'list' : 'str'
}

const whole = (value: number): number | bigint => {
  const truncated = Math.trunc(value)
  return Number.isSafeInteger(truncated) ? truncated : BigInt(truncated)
}

/** Python's `int()`. */
export const toInt = (value: PyValue): number | bigint => {
  if (typeof value === 'number') return whole(value)
  if (typeof value === 'bigint') return value
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.value))
      throw new PyError('ValueError', 'cannot convert float NaN to integer')
    if (!Number.isFinite(value.value)) {
      throw new PyError('OverflowError', 'cannot convert float infinity to integer')
    }
    return whole(value.value)
  }
  if (typeof value === 'string') {
    const text = value.trim().replace(/(?<=\d)_(?=\d)/g, '')
    if (!/^[+-]?\d+$/.test(text)) {
      throw new PyError('ValueError', `invalid literal for int() with base 10: ${repr(value)}`)
    }
    const big = BigInt(text)
    return big >= Number.MIN_SAFE_INTEGER && big <= Number.MAX_SAFE_INTEGER ? Number(big) : big
  }
  throw new PyError(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  )
}

/** Python's `float()`. */
export const toFloat = (value: PyValue): PyFloat => {
  if (value instanceof PyFloat) return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return new PyFloat(Number(value))
  }
  if (typeof value === 'string') {
    const text = value.trim().toLowerCase()
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(text)) return new PyFloat(Number(text))
    const special = /^([+-]?)(inf|infinity|nan)$/.exec(text)
    if (special === null) {
      throw new PyError('ValueError', `could not convert string to float: ${repr(value)}`)
    }
    if (special[2] === 'nan') return new PyFloat(Number.NaN)
    return new PyFloat(special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY)
  }
  throw new PyError(
    'TypeError',
    `float() argument must be a string or a real number, not '${typeName(value)}'`,
  )
}

/** Python's `==`, as `in` uses it on a list: `1 == 1.0`, `"1" != 1`. */
export const isEqual = (left: PyValue, right: PyValue): boolean => {
  const plain = (value: PyValue): PyValue => (value instanceof PyFloat ? value.value : value)
  const [a, b] = [plain(left), plain(right)]
  if (typeof a === 'object' || typeof b === 'object') return str(a) === str(b)
  return a === b || (typeof a !== 'string' && typeof b !== 'string' && Number(a) === Number(b))
}
