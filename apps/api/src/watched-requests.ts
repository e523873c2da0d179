import type { Door } from '@darkroom/door-ports'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './http/env.ts'
import { countRequests } from './metrics/count-requests.ts'
import type { Observation } from './observe.ts'

/** Counts every request, and makes a span of it where traces are sent. They see the answers as they are sent, so they come first. */
export function watchedRequests(
  { metrics, tracing }: Pick<Observation, 'metrics' | 'tracing'>,
  doors: readonly Door[],
): [MiddlewareHandler<AppEnv>, ...MiddlewareHandler<AppEnv>[]] {
  const counted = countRequests(metrics, doors)
  return tracing === undefined ? [counted] : [counted, tracing.requests(doors)]
}
