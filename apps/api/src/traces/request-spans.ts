import { AsyncLocalStorage } from 'node:async_hooks'
import type { Door } from '@darkroom/door-ports'
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { routeOf } from '../metrics/count-requests.ts'

const propagator = new W3CTraceContextPropagator()

const headers = {
  get: (carrier: Headers, key: string) => carrier.get(key) ?? undefined,
  keys: (carrier: Headers) => [...carrier.keys()],
}

/** What supervisors ask every few seconds. */
const isWatching = (path: string): boolean =>
  path === '/metrics' || path === '/api/health' || path.startsWith('/api/health/')

/**
 * A span for each request, which goes on with the trace of its `traceparent`. Its query is not told, for a token may be in it.
 */
export class RequestSpans {
  readonly #tracer: Tracer
  readonly #current = new AsyncLocalStorage<Span>()

  constructor(tracer: Tracer) {
    this.#tracer = tracer
  }

  /** The `traceparent` of the request that is worked on. */
  currentTrace(): string | undefined {
    const context = this.#current.getStore()?.spanContext()
    if (context === undefined) return undefined
    const flags = context.traceFlags.toString(16).padStart(2, '0')
    return `00-${context.traceId}-${context.spanId}-${flags}`
  }

  middleware(doors: readonly Door[]): MiddlewareHandler<AppEnv> {
    return async (c, next) => {
      const { method, path } = c.req
      if (isWatching(path)) return await next()
      const parent = propagator.extract(ROOT_CONTEXT, c.req.raw.headers, headers)
      const attributes = { 'http.request.method': method, 'url.path': path }
      const options = { kind: SpanKind.SERVER, attributes }
      const span = this.#tracer.startSpan(method, options, parent)
      try {
        await this.#current.run(span, next)
      } finally {
        const route = routeOf(c, doors)
        span.updateName(`${method} ${route}`)
        span.setAttributes({
          'http.route': route,
          'http.response.status_code': c.res.status,
          'darkroom.request_id': c.get('traceId'),
        })
        if (c.res.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      }
    }
  }
}
