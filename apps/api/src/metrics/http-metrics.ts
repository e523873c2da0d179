import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { ofProcess } from './scopes.ts'

/** An answered request, as it is counted. */
export interface AnsweredRequest {
  readonly method: string
  /** The pattern of the route, never the path. */
  readonly route: string
  readonly status: number
  readonly seconds: number
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** What is asked over HTTP. */
export function httpMetrics(registry: Registry) {
  const registers = [registry]
  const requests = new Counter({
    name: 'darkroom_http_requests_total',
    help: `Requests that were answered, by method, pattern of the route and status. ${ofProcess}`,
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'darkroom_http_request_duration_seconds',
    help: `Seconds until an answer began; what is sent in pieces, as files and streams, may take longer. ${ofProcess}`,
    labelNames: ['method', 'route'],
    buckets,
    registers,
  })
  const streams = new Gauge({
    name: 'darkroom_event_streams',
    help: `Open event streams and sockets. ${ofProcess}`,
    registers,
  })
  return {
    request({ method, route, status, seconds }: AnsweredRequest): void {
      requests.inc({ method, route, status })
      durations.observe({ method, route }, seconds)
    },
    streams(change: 1 | -1): void {
      streams.inc(change)
    },
  }
}
