import { type ClientResponse, DetailedError, parseResponse } from 'hono/client'
import { ApiProblem, type FieldProblem } from './api-problem.ts'
import { isLocked } from './token.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const toFieldProblem = (value: unknown): readonly FieldProblem[] => {
  if (!isRecord(value)) return []
  const nearest = Array.isArray(value.nearest)
    ? value.nearest.filter((name) => typeof name === 'string')
    : []
  return [{ path: text(value.path) ?? '', message: text(value.message) ?? '', nearest }]
}

/** Reads a problem document (RFC 9457), or says what came in its place. */
export function toApiProblem(status: number, body: unknown): ApiProblem {
  const problem: Readonly<Record<string, unknown>> = isRecord(body) ? body : {}
  return new ApiProblem(text(problem.detail) ?? `The server answered with status ${status}.`, {
    status,
    code: text(problem.code) ?? 'unknown',
    hint: text(problem.hint),
    errors: Array.isArray(problem.errors) ? problem.errors.flatMap(toFieldProblem) : [],
  })
}

export const unreachable = (cause: unknown): ApiProblem =>
  new ApiProblem('Darkroom does not answer.', {
    status: 0,
    code: 'unreachable',
    hint: 'Look whether it is still running; the page goes on by itself when it is back.',
    cause,
  })

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

const asProblem = (error: unknown): unknown => {
  if (error instanceof DetailedError) {
    return toApiProblem(Number(error.statusCode ?? 0), error.detail?.data)
  }
  return error instanceof TypeError ? unreachable(error) : error
}

/**
 * The body of a successful answer.
 *
 * @throws ApiProblem when the API refused, or did not answer.
 */
export const answer = <R extends ClientResponse<unknown>>(
  sent: R | Promise<R>,
): ReturnType<typeof parseResponse<R>> =>
  parseResponse(sent).catch((error: unknown): never => {
    if (isAbort(error)) throw error
    const problem = asProblem(error)
    if (problem instanceof ApiProblem && problem.status === 401) isLocked.set(true)
    throw problem
  })
