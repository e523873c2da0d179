import { notFound } from '@darkroom/door-ports'
import { Hono } from 'hono'
import type { FacadeHouse } from '../facade-house.ts'
import { empty, json } from '../http/json.ts'
import { features } from './features.ts'
import { metadataOf } from './model-metadata.ts'
import { systemStats } from './system-stats.ts'

/** What the servers of the pool have, all together. */
export function poolRoutes(house: FacadeHouse): Hono {
  const { servers } = house
  const app = new Hono()
  // All nodes of all servers are megabytes: they are written once for each version of them.
  let written: { readonly version: string; readonly text: string } | undefined
  const definitions = async (): Promise<{ readonly version: string; readonly text: string }> => {
    // First, for they are asked for anew when they are old, and have another version then.
    const all = await servers.definitions()
    const version = servers.definitionsVersion()
    if (written?.version !== version) written = { version, text: JSON.stringify(all) }
    return written
  }

  app.get('/system_stats', () => json(systemStats(servers.list(), house)))
  app.get('/features', () => json(features))

  app.get('/object_info', async (c) => {
    const { version, text } = await definitions()
    const headers = { ETag: `"${version}"`, 'Cache-Control': 'no-cache' }
    if (c.req.header('if-none-match')?.includes(headers.ETag)) return empty(304, headers)
    return new Response(text, {
      headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    })
  })
  app.get('/object_info/:class{.+}', async (c) =>
    json(await servers.definitions(c.req.param('class'))),
  )

  app.get('/models', async () => json((await servers.modelFiles()) ?? []))
  app.get('/models/:folder', async (c) => json(await filesIn(c.req.param('folder'))))
  app.get('/embeddings', async () =>
    json(((await servers.modelFiles('embeddings')) ?? []).map(withoutExtension)),
  )
  app.get('/experiment/models', async () =>
    json(((await servers.modelFiles()) ?? []).map((name) => ({ name, folders: [] }))),
  )
  app.get('/experiment/models/:folder', async (c) =>
    json((await filesIn(c.req.param('folder'))).map((name) => ({ name, pathIndex: 0 }))),
  )
  app.get('/view_metadata/:folder', async (c) =>
    json(await metadataOf(house.models, c.req.query('filename') ?? '')),
  )

  const filesIn = async (folder: string): Promise<readonly string[]> => {
    const files = await servers.modelFiles(folder)
    if (files === undefined) throw notFound(`folder of models ${folder}`)
    return files
  }

  // Which models are in memory is for the pool to know, and its servers belong to all who ask.
  app.post('/free', () => empty())
  return app
}

const withoutExtension = (name: string): string => name.replace(/\.[^./\\]+$/, '')
