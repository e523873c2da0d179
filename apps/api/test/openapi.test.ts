import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const operationSchema = z.object({
  summary: z.string(),
  tags: z.array(z.string()).min(1),
  responses: z.record(z.string(), z.object({ description: z.string() })),
})
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
})

const readDocument = async () =>
  documentSchema.parse(await (await fetch(`${running.url}/openapi.json`)).json())

test('every route is in the OpenAPI document, with a summary, a tag and its answers', async () => {
  const { paths } = await readDocument()
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/generate',
      '/api/generate/status/{request_id}',
      '/api/generate/{request_id}/events',
      '/api/generate/{request_id}',
      '/api/generate/{request_id}/retry',
      '/api/generate/image/{filename}',
      '/api/jobs',
      '/api/queue',
      '/api/queue/pause',
      '/api/queue/resume',
      '/api/models',
      '/api/models/{category}/{filename}',
      '/api/samplers',
      '/api/gallery',
      '/api/gallery/statistics',
      '/api/gallery/facets',
      '/api/gallery/image/{id}',
      '/api/gallery/image/{id}/metadata',
      '/api/gallery/image/{id}/restore',
      '/api/gallery/thumbnail/{id}',
      '/api/gallery/events',
      '/api/health',
      '/api/health/live',
      '/api/health/ready',
    ]),
  )
})

test('the documentation page works without the internet', async () => {
  const page = await fetch(`${running.url}/docs`)
  const html = await page.text()
  expect(page.headers.get('content-type')).toContain('text/html')
  const sources = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, source = '']) => source)
  expect(sources.length).toBeGreaterThanOrEqual(2)
  for (const source of sources) {
    expect(source).toMatch(/^\/docs\//)
    expect((await fetch(`${running.url}${source}`)).status).toBe(200)
  }
})
