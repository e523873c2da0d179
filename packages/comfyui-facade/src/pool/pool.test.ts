import { expect, test } from 'vitest'
import { bodyOf, post, serveFacade } from '../../test/serve-facade.ts'

const servers = [
  {
    name: 'gpu-1',
    isUp: true,
    version: '0.33.0',
    devices: [{ name: 'cuda:0', type: 'cuda', vramTotal: 24, vramFree: 20 }],
  },
  {
    name: 'gpu-2',
    isUp: true,
    version: '0.8.0',
    devices: [{ name: 'cuda:0', type: 'cuda', vramTotal: 12, vramFree: 1 }],
  },
  { name: 'gpu-3', isUp: false, version: '0.3.64', devices: [] },
]

test('the pool is one machine with the cards of all that answer', async () => {
  const { url } = await serveFacade({ servers })
  expect(await bodyOf(fetch(`${url}/system_stats`))).toMatchObject({
    system: { comfyui_version: '0.8.0', os: 'linux', argv: ['darkroom', '0.1.0'] },
    devices: [
      { name: 'cuda:0 (gpu-1)', type: 'cuda', index: 0, vram_total: 24, vram_free: 20 },
      { name: 'cuda:0 (gpu-2)', index: 1, vram_total: 12 },
    ],
  })
})

test('without servers there is a device all the same, for clients look at the first', async () => {
  const { url } = await serveFacade()
  expect(await bodyOf(fetch(`${url}/system_stats`))).toMatchObject({
    devices: [{ type: 'cpu', vram_total: 0 }],
  })
})

test('nodes are told all or one, and not again to who knows them', async () => {
  const { url } = await serveFacade()
  const all = await fetch(`${url}/object_info`)
  expect(Object.keys(Object(await bodyOf(all)))).toContain('KSampler')
  const etag = all.headers.get('etag') ?? ''
  const again = await fetch(`${url}/object_info`, { headers: { 'If-None-Match': etag } })
  expect(again.status).toBe(304)
  expect(Object.keys(Object(await bodyOf(fetch(`${url}/object_info/KSampler`))))).toEqual([
    'KSampler',
  ])
  expect(await bodyOf(fetch(`${url}/object_info/Nope`))).toEqual({})
})

test('every route is there with and without /api, and below a path', async () => {
  const { url } = await serveFacade({ basePath: '/comfyui' })
  for (const path of ['/prompt', '/queue', '/system_stats', '/extensions', '/features', '/users']) {
    expect((await fetch(`${url}${path}`)).status, path).toBe(200)
    expect((await fetch(`${url}/api${path}`)).status, path).toBe(200)
  }
  expect(await (await fetch(url)).text()).toContain('Darkroom 0.1.0')
  expect((await fetch(`${url}/api/jobs`)).status).toBe(200)
  expect((await fetch(`${url}/jobs`)).status).toBe(404)
})

test('a route that is not there is 404 to who reads and 405 to who writes', async () => {
  const { url } = await serveFacade()
  const missing = await fetch(`${url}/nope`)
  expect(missing.status).toBe(404)
  expect(await bodyOf(missing)).toMatchObject({ error: { type: 'not_found' } })
  expect((await fetch(`${url}/nope`, { method: 'POST' })).status).toBe(405)
})

test('a body that is too large is refused', async () => {
  const { url } = await serveFacade()
  const answer = await post(url, ' '.repeat(64 * 1024 * 1024 + 1))
  expect(answer.status).toBe(413)
})

test('who has old nodes gets the new ones, though nobody else asks for them', async () => {
  const { house, url } = await serveFacade()
  const { definitions, definitionsVersion } = house.servers
  let version = definitionsVersion()
  // Asking is what shows that there are others.
  Object.assign(house.servers, {
    definitionsVersion: () => version,
    definitions: (nodeClass?: string) => {
      version = '2'
      return definitions(nodeClass)
    },
  })
  const answer = await fetch(`${url}/object_info`, { headers: { 'If-None-Match': '"1"' } })
  expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"'])
  const again = await fetch(`${url}/object_info`, { headers: { 'If-None-Match': '"2"' } })
  expect(again.status).toBe(304)
})
