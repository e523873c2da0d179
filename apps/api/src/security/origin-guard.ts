import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { isEventStream } from '../http/is-event-stream.ts'
import { ProblemError } from '../http/problem.ts'

export interface OriginFacts {
  readonly method: string
  /** Event streams count like writes: they hold a connection and tell what goes on. */
  readonly isEventStream: boolean
  readonly origin: string | undefined
  readonly secFetchSite: string | undefined
  readonly secFetchMode: string | undefined
  readonly secFetchDest: string | undefined
  /** Origin that the request was sent to, `http://host:port`. */
  readonly ownOrigin: string
}

const isReading = (method: string): boolean =>
  method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

const isNavigation = ({ method, secFetchMode, secFetchDest }: OriginFacts): boolean =>
  method === 'GET' && secFetchMode === 'navigate' && secFetchDest === 'document'

/**
 * Whether the page that sends a request may do so. CORS only hides answers, so writes and event streams are checked
 * here; programs other than browsers send neither header and pass (docs/decisions/0090).
 */
export function isOriginAllowed(facts: OriginFacts, allowed: ReadonlySet<string>): boolean {
  const { method, isEventStream, origin, secFetchSite, ownOrigin } = facts
  if (origin !== undefined) {
    if (allowed.has(origin) || origin === ownOrigin) return true
    return isReading(method) && !isEventStream && secFetchSite !== 'cross-site'
  }
  if (secFetchSite === undefined || secFetchSite === 'same-origin' || secFetchSite === 'none')
    return true
  if (isReading(method) && !isEventStream)
    return secFetchSite !== 'cross-site' || isNavigation(facts)
  return false
}

export const originGuard = (corsOrigins: readonly string[]): MiddlewareHandler<AppEnv> => {
  const allowed = new Set(corsOrigins)
  return async (c, next) => {
    const origin = c.req.header('origin')
    const url = new URL(c.req.url)
    const facts: OriginFacts = {
      method: c.req.method,
      isEventStream: isEventStream(c),
      origin,
      secFetchSite: c.req.header('sec-fetch-site'),
      secFetchMode: c.req.header('sec-fetch-mode'),
      secFetchDest: c.req.header('sec-fetch-dest'),
      ownOrigin: `${url.protocol}//${c.req.header('host') ?? url.host}`,
    }
    if (!isOriginAllowed(facts, allowed)) {
      throw new ProblemError(
        403,
        'origin_not_allowed',
        `Pages from ${origin ?? 'another site'} may not call this server.`,
        { hint: 'Add the page’s origin, such as http://localhost:5173, to CORS_ORIGINS.' },
      )
    }
    await next()
  }
}
