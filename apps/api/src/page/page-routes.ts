import { Hono, type MiddlewareHandler } from 'hono'
import { getMimeType } from 'hono/utils/mime'
import type { AppEnv } from '../http/env.ts'
import { sendPrepared } from '../http/prepared-content.ts'
import { ProblemError } from '../http/problem.ts'
import { PageFolder } from './page-folder.ts'
import { fileHeaders, pageHeaders } from './page-headers.ts'
import { assetsFolder, indexFile } from './read-page.ts'

/** The views of the page: the same page, whose document names what the view needs first. One segment each, so that every address in it can be relative. */
export const viewPaths = [
  '/',
  '/queue',
  '/gallery',
  '/workflows',
  '/stories',
  '/servers',
  '/settings',
] as const

/** The name has a hash of the content: it is never another one. */
const forEver = 'public, max-age=31536000, immutable'
const forAnHour = 'public, max-age=3600'

const notBuilt = (): ProblemError =>
  new ProblemError(404, 'page_not_built', 'The page of this server is not built.', {
    hint: 'Run npm run build where Darkroom is, and load this again; GET /docs shows the API, which works without it.',
  })

/** The query stays: what is open in a view is in it. */
const withQuery = (path: string, url: string): string => `${path}${new URL(url).search}`

/** Sends the built page in that folder, which may not be there yet. */
export function pageRoutes(folder: string | undefined): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const page = folder === undefined ? undefined : new PageFolder(folder)
  for (const path of viewPaths) {
    app.get(path, async (c) => {
      const document = await page?.document(path === '/' ? 'create' : path.slice(1))
      if (document === undefined) throw notBuilt()
      return await sendPrepared(c, document, pageHeaders)
    })
    // From there the relative addresses would lead astray.
    if (path !== '/') app.get(`${path}/`, (c) => c.redirect(withQuery(`..${path}`, c.req.url)))
  }
  app.get(`/${indexFile}`, (c) => c.redirect(withQuery('./', c.req.url)))
  const sendFile: MiddlewareHandler<AppEnv> = async (c, next) => {
    const { path: asked, method } = c.req
    const path = asked.slice(1)
    // A document of a view is sent at its address alone.
    const isFile = (method === 'GET' || method === 'HEAD') && !path.endsWith('.html')
    const file = isFile ? await page?.file(path) : undefined
    if (file === undefined) return await next()
    return await sendPrepared(c, file, {
      ...fileHeaders,
      'content-type': getMimeType(path) ?? 'application/octet-stream',
      'cache-control': path.startsWith(assetsFolder) ? forEver : forAnHour,
    })
  }
  // Not as routes, for what is there changes with each build.
  app.use(`/${assetsFolder}*`, sendFile)
  app.use('/:file', sendFile)
  return app
}
