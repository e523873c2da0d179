import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { ended, generate, problem, request, runDarkroom } from './running-darkroom.ts'

const post = (url: string) =>
  fetch(`${url}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })

const runs = (oracle: readonly { event: string }[]): number =>
  oracle.filter(({ event }) => event === 'finish').length

test('one that is listed under two names is told, in health and among the servers, and used once', async () => {
  await using running = await runDarkroom({
    settings: (url) => ({ COMFYUI_API_URL: `${url},${url.replace('127.0.0.1', 'localhost')}` }),
  })
  const { url } = running.simulator
  const other = url.replace('127.0.0.1', 'localhost')
  await expect
    .poll(async () => await (await running.api.health.$get()).json())
    .toMatchObject({
      status: 'healthy',
      problems: [],
      warnings: [`${other} and ${url} are the same ComfyUI; only the latter is given work.`],
      comfyui: [{ url }, { url: other, same_as: url }],
    })
  expect(await (await running.api.servers.$get()).json()).toMatchObject({
    servers: [{ status: 'ready' }, { status: 'duplicate', same_as: new URL(url).host }],
  })
  expect((await ended(running, await generate(running))).status).toBe('completed')
})

describe('a ComfyUI that is down', () => {
  test('at submit gets 503 with Retry-After, and nothing is queued', async () => {
    await using running = await runDarkroom()
    await running.simulator.stop()
    await running.api.health.$get()
    const answer = await post(running.url)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    const { code, hint } = await problem(answer, 503)
    expect(code).toBe('comfyui_unavailable')
    expect(hint).toBeTruthy()
    expect(await (await running.api.jobs.$get({ query: {} })).json()).toEqual({ jobs: [] })
    expect(await (await running.api.health.$get()).json()).toMatchObject({
      status: 'degraded',
      problems: [expect.stringMatching(/does not answer/)],
    })
  })

  test('is used again when it is back', async () => {
    await using running = await runDarkroom()
    await running.simulator.stop()
    await running.api.health.$get()
    await running.simulator.start()
    await running.api.health.$get()
    expect((await ended(running, await generate(running))).status).toBe('completed')
  })
})

test.each<[string, RequestListener]>([
  ['a web page', (_, answer) => answer.setHeader('content-type', 'text/html').end('<html>')],
  ['other JSON', (_, answer) => answer.setHeader('content-type', 'application/json').end('{}')],
  ['a redirect', (_, answer) => answer.writeHead(302, { location: '/login' }).end()],
  ['404 for everything', (_, answer) => answer.writeHead(404).end()],
])(
  'where %s answers instead of ComfyUI, 502 says so and nothing is queued',
  async (_, listener) => {
    await using server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    await using running = await runDarkroom({
      settings: { COMFYUI_API_URL: `http://127.0.0.1:${port}` },
    })
    for (const answer of [await post(running.url), await fetch(`${running.url}/api/models`)]) {
      const { code, detail, hint } = await problem(answer, 502)
      expect(code).toBe('comfyui_answer')
      expect(detail).toContain(`127.0.0.1:${port}`)
      expect(hint).toContain('COMFYUI_API_URL')
    }
    expect(await (await running.api.jobs.$get({ query: {} })).json()).toEqual({ jobs: [] })
    expect(await (await running.api.health.$get()).json()).toMatchObject({ status: 'degraded' })
  },
)

test('a node that fails ends the job with its sentence, its node and a hint', async () => {
  await using running = await runDarkroom()
  running.simulator.faults.add({
    kind: 'node-error',
    nodeClass: 'KSampler',
    message: 'mat1 and mat2 shapes cannot be multiplied',
  })
  const job = await ended(running, await generate(running))
  expect(job.status).toBe('error')
  expect(job.error).toContain('mat1 and mat2 shapes cannot be multiplied')
  expect(job.error_info).toMatchObject({ node_class: 'KSampler' })
  expect(job.error_info?.node_id).toBeTruthy()
})

test('a model that disappears between the list and the submit ends the job with what ComfyUI says', async () => {
  await using running = await runDarkroom()
  await running.api.models.$get({ query: { refresh: 'true' } })
  running.simulator.faults.add({ kind: 'model-disappears', name: request.model, times: 'always' })
  const job = await ended(running, await generate(running))
  expect(job.status).toBe('error')
  expect(job.error).toContain(request.model)
  expect(job.error_info).toMatchObject({ node_class: 'CheckpointLoaderSimple' })
})

test.each([
  ['drops its sockets in mid-run', { kind: 'drop-sockets', atStep: 2 }],
  ['has a silent socket', { kind: 'silent-socket', times: 'always' }],
  ['writes its history late', { kind: 'history-delay', ms: 300 }],
  [
    'answers the submit with a reset after taking it',
    { kind: 'reset', route: 'POST /prompt', when: 'after' },
  ],
  [
    'answers the submit with an error after taking it',
    { kind: 'server-error', route: 'POST /prompt', when: 'after' },
  ],
  ['answers HTML for the history once', { kind: 'html', route: 'GET /history' }],
  ['sends half a picture once', { kind: 'truncated-body', route: 'GET /view' }],
  ['says the end before the answer', { kind: 'event-before-response' }],
] as const)('one that %s costs nothing: the job completes and ran once', async (_, fault) => {
  await using running = await runDarkroom()
  running.simulator.faults.add(fault)
  const job = await ended(running, await generate(running))
  expect(job.status).toBe('completed')
  expect(job.images).toHaveLength(1)
  expect(runs(running.simulator.oracle())).toBe(1)
})

test('one that restarts in mid-run runs the job again, with the same seed', async () => {
  await using running = await runDarkroom()
  running.simulator.faults.add({ kind: 'restart', atStep: 2 })
  const job = await ended(running, await generate(running, { seed: 5 }))
  expect(job).toMatchObject({ status: 'completed', seed: 5 })
  const list = await running.api.gallery.$get({ query: {} })
  expect(list.headers.get('x-total-count')).toBe('1')
})

test('a job that takes too long is stopped, on the server too', async () => {
  await using running = await runDarkroom({
    settings: { GENERATION_TIMEOUT_SECONDS: '1' },
    simulation: { stepsPerSecond: 1 },
  })
  const job = await ended(running, await generate(running, { steps: 30 }))
  expect(job.status).toBe('error')
  expect(job.error_info?.code).toBe('timeout')
  await running.simulator.waitFor(({ event }) => event === 'interrupted')
})
