import { isRecord } from '@darkroom/foundation'

/** Keys and indices from the outside in. */
export type Path = readonly (string | number)[]

/** The same data with another value at a path. Data off the path stays as it is. */
export function setAt(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(data)) {
    return data.map((item, index) => (index === key ? setAt(item, rest, value) : item))
  }
  return isRecord(data) ? { ...data, [key]: setAt(data[key], rest, value) } : data
}
