import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './env.ts'

/**
 * Hono answers HEAD with the handler of GET and drops the body. One that is a stream, of events or of a ZIP, would wait
 * for its reader for ever, with the files and timers that it holds.
 */
export const headAnswers: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  if (c.req.method !== 'HEAD' || c.res.body === null) return
  // A source that is stopped before its end may say so by failing; nobody waits for it any more.
  await c.res.body.cancel().catch((error: unknown) => c.var.log.debug({ err: error }, 'HEAD'))
}
