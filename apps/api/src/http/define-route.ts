import type { OpenAPIRoute, RouteConfig } from '@hono/zod-openapi'
import type { AppEnv } from './env.ts'

type Route<R extends RouteConfig> = OpenAPIRoute<R, AppEnv, undefined>

/** A route, for a handler that knows from it what it is given and what it may answer. */
export const defineRoute = <P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  route: R,
) => ({ handle: (handler: Route<R>['handler']): Route<R> => ({ route, handler }) })
