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

export interface TokenGuardOptions extends Access {
  readonly corsOrigins: readonly string[]
  readonly addressed?: (path: string) => boolean
}

/**
 * Requires `Authorization: Bearer <token>` or the same as a password, or, for what a page cannot send that with, pictures and event streams,
 * the cookie of a session (docs/decisions/0090). Below `addressed` paths the address may have it, for sockets cannot send it otherwise.
 */
export const tokenGuard = ({
  token,
  sessions,
  corsOrigins,
  addressed = () => false,
}: TokenGuardOptions): MiddlewareHandler<AppEnv> => {
  const { inHeader, inQuery } = createTokenCheck(token)
  const allowed = new Set(corsOrigins)
  return async (c, next) => {
    const isKnown =
      inHeader(c.req.header('authorization')) ||
      isPublic(c.req.path) ||
      (addressed(c.req.path) && inQuery(c.req.query('token'))) ||
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
