import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { rawRequest } from './raw-request.ts'
import { problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

const token = 'a-token-of-sixteen-or-more'
const authorization = `Bearer ${token}`

let running: RunningDarkroom
let picture: string
beforeAll(async () => {
  running = await runDarkroom({ settings: { API_TOKEN: token } })
  const file = join(running.gallery, 'own.png')
  await writeFile(
    file,
    await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  )
  const listed = async () => {
    const answer = await fetch(`${running.url}/api/gallery`, { headers: { authorization } })
    return z.array(z.object({ image_url: z.string() })).parse(await answer.json())
  }
  // A hook has no `expect.poll`.
  await vi.waitFor(async () => expect(await listed()).toHaveLength(1), { timeout: 25_000 })
  picture = (await listed())[0]?.image_url ?? ''
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const documentSchema = z.object({
  components: z.object({ securitySchemes: z.unknown() }),
  security: z.unknown(),
  paths: z.record(z.string(), z.record(z.string(), z.object({ security: z.unknown().optional() }))),
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, { headers })

/** Opens a session and gives its cookie, with all that was said of it. */
async function openSession(): Promise<{ cookie: string; attributes: readonly string[] }> {
  const answer = await fetch(`${running.url}/api/session`, {
    method: 'POST',
    headers: { authorization, origin: 'http://localhost:5173' },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-credentials')).toBe('true')
  const [cookie = '', ...attributes] = (answer.headers.getSetCookie()[0] ?? '').split('; ')
  return { cookie, attributes }
}

test('without it only liveness, readiness and the documentation are answered', async () => {
  await problem(await get('/api/jobs'), 401)
  await problem(await get('/api/jobs', { authorization: 'Bearer wrong' }), 401)
  await problem(await get('/api/health'), 401)
  await problem(await fetch(`${running.url}/api/session`, { method: 'POST' }), 401)
  for (const scheme of ['Bearer', 'bearer']) {
    expect((await get('/api/jobs', { authorization: `${scheme} ${token}` })).status).toBe(200)
  }
  for (const path of [
    '/api/health/live',
    '/api/health/ready',
    '/docs',
    '/docs/assets/swagger-ui-dist/swagger-ui.css',
    '/openapi.json',
  ]) {
    expect((await get(path)).status).toBe(200)
  }
})

test('the document says what opens what', async () => {
  const { components, security, paths } = documentSchema.parse(
    await (await get('/openapi.json')).json(),
  )
  expect(components.securitySchemes).toMatchObject({
    token: { type: 'http', scheme: 'bearer' },
    session: { type: 'apiKey', in: 'cookie', name: 'darkroom_session' },
  })
  expect(security).toEqual([{ token: [] }])
  expect(paths['/api/gallery']?.get?.security).toEqual([{ token: [] }, { session: [] }])
  expect(paths['/api/generate']?.post?.security).toBeUndefined()
  expect(paths['/api/health/live']?.get?.security).toEqual([])
})

test('the cookie of a session shows pictures and streams to the pages that may call, and does nothing else', async () => {
  const { cookie, attributes } = await openSession()
  expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict']))
  expect(attributes.join()).not.toMatch(/path|domain/i)
  const from = (site: string, referer: string) => ({
    cookie,
    referer,
    'sec-fetch-site': site,
    'sec-fetch-mode': 'no-cors',
  })
  expect((await get(picture, { cookie })).status).toBe(200)
  expect((await get(picture, from('same-site', 'http://localhost:5173/'))).status).toBe(200)
  expect((await get(picture, from('same-origin', `${running.url}/docs`))).status).toBe(200)
  await problem(await get(picture, from('same-site', 'http://localhost:3000/')), 401)
  await problem(await get(picture, { cookie, referer: 'http://localhost:3000/' }), 401)
  await problem(await get(picture, { cookie: `${cookie}x` }), 401)
  const events = await get('/api/events', { cookie, origin: 'http://localhost:5173' })
  expect(events.status).toBe(200)
  expect(events.headers.get('cache-control')).toContain('no-transform')
  await events.body?.cancel()
  for (const [method, path] of [
    ['POST', '/api/session'],
    ['POST', '/api/queue/pause'],
    ['DELETE', picture],
  ] as const) {
    await problem(await fetch(`${running.url}${path}`, { method, headers: { cookie } }), 401)
  }
})

test('a session outlives a restart, and opens nothing once it was ended', async () => {
  const { cookie } = await openSession()
  await running.restart()
  expect((await get(picture, { cookie })).status).toBe(200)
  const ended = await fetch(`${running.url}/api/session`, { method: 'DELETE', headers: { cookie } })
  expect(ended.status).toBe(200)
  expect(ended.headers.getSetCookie()[0]).toContain('Max-Age=0')
  await problem(await get(picture, { cookie }), 401)
  await running.restart()
  await problem(await get(picture, { cookie }), 401)
})

test('a picture is saved where another origin’s page leads to it, and shown where a person opens it', async () => {
  // Not with fetch, which sends a mode of its own.
  const disposition = async (further: Record<string, string>) => {
    const { headers } = await rawRequest(running.url, {
      target: picture,
      headers: [...Object.entries({ host: 'localhost', authorization, ...further })],
    })
    expect(headers.get('vary')).toContain('Sec-Fetch-Site')
    return headers.get('content-disposition')
  }
  const tab = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect(await disposition({ ...tab, 'sec-fetch-site': 'same-site' })).toMatch(/^attachment; .*own/)
  expect(await disposition({ ...tab, 'sec-fetch-site': 'cross-site' })).toMatch(/^attachment; /)
  expect(await disposition({ ...tab, 'sec-fetch-site': 'none' })).toMatch(/^inline; /)
  expect(await disposition({})).toMatch(/^inline; /)
})
