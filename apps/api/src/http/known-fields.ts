import { isRecord } from '@darkroom/foundation'
import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { AppEnv } from './env.ts'

/** The fields that an object of a request's body may have; empty where that is not known. */
export type KnownFields = (path: readonly PropertyKey[]) => readonly string[]

/** Finds the fields of the bodies of all routes, by the request. */
export function createKnownFields(app: OpenAPIHono<AppEnv>): (c: Context<AppEnv>) => KnownFields {
  const schemas = new Map<string, Record<string, unknown>>()
  return (c) => (path) => {
    if (schemas.size === 0) {
      for (const definition of app.openAPIRegistry.definitions) {
        if (definition.type === 'route')
          schemas.set(keyOf(definition.route), bodyOf(definition.route))
      }
    }
    const root = schemas.get(`${c.req.method} ${c.req.routePath}`) ?? {}
    return Object.keys(recordAt(objectAt(root, path), 'properties'))
  }
}

/** The route as a request names it: with `:id` for `{id}`. */
const keyOf = ({ method, path }: RouteConfig): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`

function bodyOf({ request }: RouteConfig): Record<string, unknown> {
  const media = request?.body?.content['application/json']
  const schema = media !== undefined && 'schema' in media ? media.schema : undefined
  return schema instanceof z.ZodType
    ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    : {}
}

/** The part of the JSON Schema for what lies at the path. */
function objectAt(
  root: Record<string, unknown>,
  path: readonly PropertyKey[],
): Record<string, unknown> {
  const resolved = (schema: Record<string, unknown>): Record<string, unknown> => {
    const { $ref, allOf } = schema
    if (typeof $ref === 'string') {
      return resolved(recordAt(recordAt(root, '$defs'), $ref.replace('#/$defs/', '')))
    }
    return Array.isArray(allOf) && isRecord(allOf[0]) ? resolved(allOf[0]) : schema
  }
  return path.reduce<Record<string, unknown>>(
    (schema, key) =>
      typeof key === 'number'
        ? resolved(recordAt(schema, 'items'))
        : resolved(recordAt(recordAt(schema, 'properties'), String(key))),
    resolved(root),
  )
}

const recordAt = (record: Record<string, unknown>, key: string): Record<string, unknown> => {
  const found = record[key]
  return isRecord(found) ? found : {}
}
