/** What a refusal says; an `ApiProblem` is one. */
export interface Problem {
  readonly detail: string
  readonly hint?: string | undefined
  readonly errors?: readonly FieldRefusal[] | undefined
}

export interface FieldRefusal {
  readonly path: string
  readonly message: string
  readonly nearest?: readonly string[] | undefined
}

const isProblem = (cause: unknown): cause is Problem =>
  typeof cause === 'object' &&
  cause !== null &&
  'detail' in cause &&
  typeof cause.detail === 'string'

/** Whatever was thrown, as a problem to show. */
export const problemOf = (cause: unknown): Problem => {
  if (isProblem(cause)) return cause
  return { detail: cause instanceof Error ? cause.message : String(cause) }
}
