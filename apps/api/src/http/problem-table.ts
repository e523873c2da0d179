import { ProblemError, type ProblemOptions, type ProblemStatus } from './problem.ts'

type ErrorClass<E extends Error> = abstract new (...args: never[]) => E

export interface ProblemFacts extends Omit<ProblemOptions, 'cause'> {
  readonly status: ProblemStatus
  readonly code: string
  /** Default: the error's own message. */
  readonly detail?: string
}

/** The problem for errors of one class and of its subclasses. */
export interface ProblemRow {
  readonly errorClass: ErrorClass<Error>
  /** Undefined for any other error. */
  toProblem(error: unknown): ProblemError | undefined
}

export const problemOf = <E extends Error>(
  errorClass: ErrorClass<E>,
  describe: (error: E) => ProblemFacts,
): ProblemRow => ({
  errorClass,
  toProblem: (error) =>
    error instanceof errorClass ? problemFrom(error, describe(error)) : undefined,
})

export const problemFrom = (
  error: Error,
  { status, code, detail = error.message, ...options }: ProblemFacts,
): ProblemError => new ProblemError(status, code, detail, { ...options, cause: error })

/** Facts of an error about one wrong field. */
export const invalidField = (
  path: string,
  message: string,
  { nearest = [] }: { readonly nearest?: readonly string[] } = {},
): ProblemFacts => ({
  status: 400,
  code: 'invalid_input',
  errors: [{ path, message, nearest }],
})

export const didYouMean = (nearest: readonly string[]): string | undefined =>
  nearest.length === 0 ? undefined : `Did you mean ${nearest.join(', or ')}?`
