import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { AppEnv } from '../http/env.ts'

/**
 * CORS for requests that name their origin. Other answers, to a picture in a page for example, only say that they vary
 * by it: Hono's middleware would rebuild each of their responses twice, body and all.
 */
export const crossOrigin = (options: Parameters<typeof cors>[0]): MiddlewareHandler<AppEnv> => {
  const shared = cors(options)
  return async (c, next) => {
    if (c.req.method === 'OPTIONS' || c.req.header('origin') !== undefined) {
      return await shared(c, next)
    }
    await next()
    c.res.headers.append('vary', 'Origin')
    return undefined
  }
}
