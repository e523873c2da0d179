import { defineOpenAPIRoute, type OpenAPIRoute, type RouteConfig } from '@hono/zod-openapi'
import type { AppEnv } from './env.ts'

/** `defineOpenAPIRoute` with our environment, so that handlers know what is in their context. */
export const defineRoute = <R extends RouteConfig>(
  definition: OpenAPIRoute<R, AppEnv, undefined>,
): OpenAPIRoute<R, AppEnv, undefined> => defineOpenAPIRoute<R, AppEnv>(definition)
