import type { OpenAPIRoute, RouteConfig } from '@hono/zod-openapi'
import type { AppEnv } from './env.ts'

type Route<R extends RouteConfig> = OpenAPIRoute<R, AppEnv, undefined>

/** Defines a route whose handler knows the types of its input and answers. */
export const defineRoute = <P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  route: R,
) => ({ handle: (handler: Route<R>['handler']): Route<R> => ({ route, handler }) })
