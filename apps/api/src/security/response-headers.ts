import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'

/**
 * Sets headers of every answer. `same-site`, not `same-origin`, for a page on port 5173 shows our pictures. The policy
 * protects a browser that is tricked into showing an answer as a page; `/docs` sets its own.
 */
export const responseHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  const { headers } = c.res
  headers.set('x-content-type-options', 'nosniff')
  headers.set('cross-origin-resource-policy', 'same-site')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('x-frame-options', 'DENY')
  if (!headers.has('content-security-policy')) {
    headers.set('content-security-policy', "default-src 'none'; sandbox")
  }
}
