import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { createTokenCheck } from './bearer-token.ts'
import { isReading, pageFacts } from './page-facts.ts'
import { isPublic } from './public-paths.ts'
import { sessionIn } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'

export interface Access {
  readonly token: string
  readonly sessions: Sessions
}

/**
 * Whether a session's cookie counts here. Cookies know no ports: a page of another port of this machine sends it too,
 * so only pages that may call at all are heard, and only to read, or to end it.
 */
function mayUseSession(c: Context<AppEnv>, allowed: ReadonlySet<string>): boolean {
  const { method, origin, refererOrigin, secFetchSite, ownOrigin } = pageFacts(c)
  if (!isReading(method) && !(method === 'DELETE' && c.req.path === '/api/session')) return false
  if (secFetchSite === 'same-origin' || secFetchSite === 'none') return true
  const page = origin ?? refererOrigin
  if (page !== undefined) return page === ownOrigin || allowed.has(page)
  return secFetchSite === undefined
}

/**
 * Requires `Authorization: Bearer <token>`, or, for what a page cannot send that with, pictures and event streams, the
 * cookie of a session (docs/decisions/0090).
 */
export const tokenGuard = ({
  token,
  sessions,
  corsOrigins,
}: Access & { readonly corsOrigins: readonly string[] }): MiddlewareHandler<AppEnv> => {
  const isRight = createTokenCheck(token)
  const allowed = new Set(corsOrigins)
  return async (c, next) => {
    const isKnown =
      isRight(c.req.header('authorization')) ||
      isPublic(c.req.path) ||
      (mayUseSession(c, allowed) && sessions.isOpen(sessionIn(c)))
    if (!isKnown) {
      throw new ProblemError(401, 'token_required', 'The API token is missing or wrong.', {
        hint: 'Send the header Authorization: Bearer <API_TOKEN>; for pictures and event streams in a page, open a session with POST /api/session.',
        headers: { 'www-authenticate': 'Bearer' },
      })
    }
    await next()
  }
}
