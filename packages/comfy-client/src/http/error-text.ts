import { errorCode } from '@darkroom/foundation'

/** The text of an unknown error; an AggregateError of several addresses has a code and no message. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || errorCode(error) || error.name
}
