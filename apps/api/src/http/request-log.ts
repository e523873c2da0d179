import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { AppEnv } from './env.ts'

const levelOf = (status: number): 'info' | 'warn' | 'error' => {
  if (status === 503 || status === 507) return 'warn'
  return status >= 500 ? 'error' : 'info'
}

/** Gives each request an id and logs one line when its answer is known. */
export const requestLog = (log: Logger): MiddlewareHandler<AppEnv> => {
  return async (c, next) => {
    const traceId = randomUUID()
    const started = performance.now()
    c.set('traceId', traceId)
    c.set('log', log)
    await next()
    // Set directly, for `c.header` builds the response anew.
    c.res.headers.set('x-request-id', traceId)
    const { status } = c.res
    const level = levelOf(status)
    if (!log.isLevelEnabled(level)) return
    const ms = Math.round((performance.now() - started) * 100) / 100
    const fields = { trace_id: traceId, method: c.req.method, path: c.req.path, status, ms }
    log[level](fields, 'request')
  }
}
