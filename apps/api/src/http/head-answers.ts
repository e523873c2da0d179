import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './env.ts'

/**
 * Cancels the body of an answer to HEAD, which Hono takes from the handler of GET and drops. A stream, of events or of
 * a ZIP, would otherwise wait for its reader for ever, with the files and timers that it holds.
 */
export const headAnswers: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  if (c.req.method !== 'HEAD' || c.res.body === null) return
  // A source stopped before its end may fail; nobody waits for it any more.
  await c.res.body.cancel().catch((error: unknown) => c.var.log.debug({ err: error }, 'HEAD'))
}
