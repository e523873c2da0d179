import type { OpenAPIHono } from '@hono/zod-openapi'
import { problemOfAnyRoute } from '../http/responses.ts'
import { documentHead } from './document-head.ts'

type Described = Pick<OpenAPIHono<never>, 'getOpenAPI31Document'>
type Document = ReturnType<Described['getOpenAPI31Document']>
type Responses = NonNullable<NonNullable<Document['components']>['responses']>

/** Answers that the guards give before any route, by status. */
const common: Responses = {
  TokenNeeded: problemOfAnyRoute(401),
  Refused: problemOfAnyRoute(403),
  UnknownHost: problemOfAnyRoute(421),
  Internal: problemOfAnyRoute(500),
}
const references = {
  401: { $ref: '#/components/responses/TokenNeeded' },
  403: { $ref: '#/components/responses/Refused' },
  421: { $ref: '#/components/responses/UnknownHost' },
  500: { $ref: '#/components/responses/Internal' },
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const

type RequestBody = NonNullable<NonNullable<Document['paths']>[string]['post']>['requestBody']

/**
 * A body of bytes alone where a route takes others as well, which its description tells: generators of clients (orval 8) make code of
 * several media types that does not compile.
 */
function withOneType(body: RequestBody): RequestBody {
  if (body === undefined || !('content' in body)) return body
  const { [bytes]: whole } = body.content
  return whole === undefined ? body : { ...body, content: { [bytes]: whole } }
}

const bytes = 'application/octet-stream'

/** The OpenAPI document of all routes, with what is true of each of them written once. */
export function completeDocument(described: Described, version: string): Document {
  const document = described.getOpenAPI31Document({
    openapi: '3.1.0',
    ...documentHead(version),
  })
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of methods) {
      const operation = path[method]
      if (operation === undefined) continue
      operation.responses = { ...references, ...operation.responses }
      operation.requestBody = withOneType(operation.requestBody)
    }
  }
  const { components = {} } = document
  return { ...document, components: { ...components, responses: common } }
}
