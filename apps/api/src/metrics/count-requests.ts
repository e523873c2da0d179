import type { Door } from '@darkroom/door-ports'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { METHOD_NAME_ALL } from 'hono/router'
import { doorOf } from '../doors/door-middleware.ts'
import type { AppEnv } from '../http/env.ts'
import type { LateMetrics } from './late-metrics.ts'

/** What there is no route for, and the files of the page and of the docs: their paths are as many as anybody likes. */
const otherRoute = '(other)'

/** The pattern of the route that a request is for, whoever answered it; of a door, its name. */
export function routeOf(c: Context, doors: readonly Door[]): string {
  const door = doorOf(doors, c.req.path)
  if (door !== undefined) return `(${door.name})`
  const route = matchedRoutes(c).findLast(
    ({ method, path }) => method !== METHOD_NAME_ALL && !path.endsWith('*'),
  )
  return route?.path ?? otherRoute
}

/** Counts every request once its answer is known. */
export const countRequests =
  (metrics: LateMetrics, doors: readonly Door[]): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const began = performance.now()
    await next()
    const { method } = c.req
    const { status } = c.res
    const [route, seconds] = [routeOf(c, doors), (performance.now() - began) / 1000]
    metrics.note((counted) => counted.request({ method, route, status, seconds }))
  }
