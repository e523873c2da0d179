import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { isReading, type PageFacts, pageFacts } from './page-facts.ts'

const isNavigation = ({ method, secFetchMode, secFetchDest }: PageFacts): boolean =>
  method === 'GET' && secFetchMode === 'navigate' && secFetchDest === 'document'

/** `same-origin` is the browser's word, and right where a proxy speaks HTTPS for us; `null` is nobody's origin. */
const isOwn = ({ origin, ownOrigin, secFetchSite }: PageFacts): boolean =>
  origin === ownOrigin || (secFetchSite === 'same-origin' && origin !== 'null')

/**
 * Whether the page that sends a request may do so. CORS only hides answers, so writes and event streams are checked
 * here; programs other than browsers send neither header and pass (docs/decisions/0090).
 */
export function isOriginAllowed(facts: PageFacts, allowed: ReadonlySet<string>): boolean {
  const { method, isEventStream, origin, refererOrigin, secFetchSite } = facts
  if (origin !== undefined) {
    if (allowed.has(origin) || isOwn(facts)) return true
    return isReading(method) && !isEventStream && secFetchSite !== 'cross-site'
  }
  if (secFetchSite === undefined || secFetchSite === 'same-origin' || secFetchSite === 'none')
    return true
  if (!isReading(method)) return false
  if (refererOrigin !== undefined && allowed.has(refererOrigin)) return true
  return !isEventStream && (secFetchSite !== 'cross-site' || isNavigation(facts))
}

const isWebOrigin = (origin: string): boolean => URL.parse(origin)?.origin === origin

function hintFor(page: string | undefined): string {
  if (page === undefined) {
    return 'The browser did not say which page asks: let it send its origin (Referrer-Policy: strict-origin-when-cross-origin), and add that to CORS_ORIGINS.'
  }
  return isWebOrigin(page)
    ? `Add ${page} to CORS_ORIGINS.`
    : 'A page opened as a file, or in a sandbox, has no origin: serve it over http and add its origin, such as http://localhost:5173, to CORS_ORIGINS.'
}

function refusal(facts: PageFacts): ProblemError {
  const { origin, refererOrigin, secFetchSite, secFetchMode, secFetchDest, ownOrigin } = facts
  const page = origin ?? refererOrigin
  return new ProblemError(
    403,
    'origin_not_allowed',
    `Pages from ${page ?? 'another site'} may not call this server.`,
    {
      hint: hintFor(page),
      logged: {
        origin,
        referer: refererOrigin,
        sec_fetch_site: secFetchSite,
        sec_fetch_mode: secFetchMode,
        sec_fetch_dest: secFetchDest,
        own_origin: ownOrigin,
      },
    },
  )
}

export const originGuard = (corsOrigins: readonly string[]): MiddlewareHandler<AppEnv> => {
  const allowed = new Set(corsOrigins)
  return async (c, next) => {
    const facts = pageFacts(c)
    if (!isOriginAllowed(facts, allowed)) throw refusal(facts)
    await next()
  }
}
