import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { swaggerUI } from '@hono/swagger-ui'
import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { preparedOnce, sendPrepared } from '../http/prepared-content.ts'

const assets = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const

const folder = (): string =>
  dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/**
 * Serves Swagger UI from our own package files, for machines without internet. All its addresses are relative, so that
 * it works below any path of a proxy.
 */
export function docsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  for (const [name, type] of Object.entries(assets)) {
    const asset = preparedOnce(() => readFile(join(folder(), name)))
    app.get(`/docs/assets/swagger-ui-dist/${name}`, async (c) =>
      sendPrepared(c, await asset(), {
        'content-type': type,
        'cache-control': 'public, max-age=86400',
      }),
    )
  }
  app.use('/docs', async (c, next) => {
    await next()
    c.header(
      'content-security-policy',
      "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'",
    )
  })
  app.get(
    '/docs',
    swaggerUI({
      url: 'openapi.json',
      baseUrl: 'docs/assets',
      title: 'Darkroom API',
      docExpansion: 'list',
      displayRequestDuration: true,
      tryItOutEnabled: true,
    }),
  )
  // From `/docs/` the relative addresses would lead astray.
  app.get('/docs/', (c) => c.redirect('../docs'))
  return app
}
