import { isDict, isList, type PyDict, type PyValue } from '../python/value.ts'

/** One declared input: `[type, options]`. */
export interface InputDefinition {
  readonly name: string
  readonly isRequired: boolean
  /** A type name, or the list of choices of an old-style combo. */
  readonly type: PyValue
  readonly options: PyDict
}

export const toInput = (
  name: string,
  specification: PyValue,
  isRequired: boolean,
): InputDefinition => {
  const [type = null, options] = isList(specification) ? specification : []
  return { name, isRequired, type, options: isDict(options) ? options : new Map() }
}
