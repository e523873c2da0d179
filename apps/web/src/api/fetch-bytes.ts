import { toApiProblem, unreachable } from './answer.ts'
import { toUrl } from './base.ts'
import { authorization, isLocked } from './token.ts'

/**
 * What a path of the API answers as it is, for files and what is not to be parsed.
 * @throws ApiProblem when the API refused, or does not answer
 */
export async function fetchBytes(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  for (const [name, value] of Object.entries(authorization())) headers.set(name, value)
  const answer = await fetch(toUrl(path), { ...init, headers }).catch((error: unknown) => {
    throw unreachable(error)
  })
  if (answer.ok) return answer
  if (answer.status === 401) isLocked.set(true)
  throw toApiProblem(answer.status, await answer.json().catch(() => undefined))
}
