import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'

/** A safelight in a dark room. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1a1114"/><circle cx="8" cy="8" r="4" fill="#e5383b"/></svg>'

/**
 * The icon of the tab. Browsers ask for it by themselves, beside a picture too, whose page they count as another site's:
 * so it is for all.
 */
export const iconRoutes = (): Hono<AppEnv> =>
  new Hono<AppEnv>().get(
    '/favicon.ico',
    () =>
      new Response(icon, {
        headers: {
          'content-type': 'image/svg+xml',
          'cache-control': 'public, max-age=86400',
          'cross-origin-resource-policy': 'cross-origin',
        },
      }),
  )
