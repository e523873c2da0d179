import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { isForeignNavigation, navigationVary } from './foreign-navigation.ts'
import { refererOrigin } from './page-origin.ts'

const media = /^(?:image|video|audio)\//

/** Protects a browser that is tricked into showing an answer as a page; `/docs` sets its own. */
const policy = "default-src 'none'; sandbox"

/** The page that a browser makes of a picture or a video has a style of its own, which centres it. */
const mediaPolicy =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"

/** Pictures that another origin's page leads to are saved, so that its own tab stays. */
function saveForOthers({ req, res: { headers } }: Context<AppEnv>): void {
  headers.append('vary', navigationVary)
  if (!isForeignNavigation(req)) return
  const disposition = headers.get('content-disposition') ?? 'attachment'
  headers.set('content-disposition', disposition.replace(/^inline\b/, 'attachment'))
}

/** Other sites' pages may not show what is here, unless they are listed. */
function shareWith({ req, res: { headers } }: Context<AppEnv>, allowed: ReadonlySet<string>): void {
  const policyName = 'cross-origin-resource-policy'
  if (headers.has(policyName)) return
  const page = refererOrigin(req.header('referer'))
  if (page === undefined || !allowed.has(page)) {
    headers.set(policyName, 'same-site')
    return
  }
  headers.set(policyName, 'cross-origin')
  // What one page was given is not for another.
  headers.append('vary', 'Referer')
}

/**
 * Sets headers of every answer. Pages of the same site may show our pictures, as one on port 5173 does; those of another
 * site only where they are listed.
 */
export function responseHeaders(corsOrigins: readonly string[]): MiddlewareHandler<AppEnv> {
  const allowed = new Set(corsOrigins)
  return async (c, next) => {
    await next()
    const { headers } = c.res
    shareWith(c, allowed)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'no-referrer')
    headers.set('x-frame-options', 'DENY')
    const isMedia = media.test(headers.get('content-type') ?? '')
    if (isMedia) saveForOthers(c)
    if (!headers.has('content-security-policy')) {
      headers.set('content-security-policy', isMedia ? mediaPolicy : policy)
    }
  }
}
