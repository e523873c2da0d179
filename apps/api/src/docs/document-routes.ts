import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { preparedOnce, sendPrepared } from '../http/prepared-content.ts'
import { completeDocument } from './complete-document.ts'
import { withSecurity } from './document-security.ts'

/** Serves the OpenAPI document of the app's routes. It is made once: that takes some 15 ms. */
export function documentRoutes(
  described: Pick<OpenAPIHono<AppEnv>, 'getOpenAPI31Document'>,
  { version, needsToken }: { readonly version: string; readonly needsToken: boolean },
): Hono<AppEnv> {
  const document = preparedOnce(() =>
    JSON.stringify(withSecurity(completeDocument(described, version), needsToken)),
  )
  return new Hono<AppEnv>().get('/openapi.json', async (c) =>
    sendPrepared(c, await document(), {
      'content-type': 'application/json',
      'cache-control': 'no-cache',
    }),
  )
}
