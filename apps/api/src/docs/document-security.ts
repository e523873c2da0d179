import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '../http/env.ts'
import { isPublic } from '../security/public-paths.ts'
import { sessionCookie } from '../security/session-cookie.ts'

type Document = ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']>
type Paths = NonNullable<Document['paths']>

const securitySchemes = {
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'The API_TOKEN of the server, where it has one.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookie,
    description:
      'The cookie of POST /api/session, to read with: for pictures and event streams in a page.',
  },
} as const

/** Says which operations the token opens, and which the cookie opens too; where no token is set, none is needed. */
export function withSecurity(document: Document, needsToken: boolean): Document {
  const none = needsToken ? [] : [{}]
  const writing = [...none, { token: [] }]
  const reading = [...writing, { session: [] }]
  const paths = Object.entries(document.paths ?? {}).map(
    ([path, item]): [string, Paths[string]] => {
      if (item.get === undefined) return [path, item]
      const security = isPublic(path) ? [] : reading
      return [path, { ...item, get: { ...item.get, security } }]
    },
  )
  return {
    ...document,
    security: writing,
    paths: Object.fromEntries(paths),
    components: { ...document.components, securitySchemes },
  }
}
