import { expect, test } from 'vitest'
import { createStubComfy, smallGraph } from '../../test/stub-comfy.ts'
import { createComfyClient } from '../create-comfy-client.ts'

const promptId = '11111111-2222-4333-8444-555555555555'
const submission = { graph: smallGraph, promptId, clientId: 'a' }

test('a job is located while it waits, while it runs and when it is over', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await client.locate(promptId)).toEqual({ state: 'absent', copies: 0 })
  await client.submit(submission)
  expect(await client.locate(promptId)).toEqual({ state: 'pending', number: 1, copies: 1 })
  server.start(promptId)
  expect(await client.locate(promptId)).toEqual({ state: 'running', number: 1, copies: 1 })
  server.finish(promptId)
  expect(await client.locate(promptId)).toMatchObject({
    state: 'finished',
    copies: 0,
    entry: { promptId, outcome: { state: 'success' } },
  })
})

test('copies of a job are counted', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  server.pending.push(promptId, 'other', promptId)
  server.running.push(promptId)
  expect(await client.locate(promptId)).toMatchObject({ state: 'running', copies: 3 })
})

test('absent is said after queue and history were read twice, in this order', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  await client.locate(promptId)
  expect(server.requests.map(({ path }) => path)).toEqual([
    '/api/queue',
    `/api/history/${promptId}`,
    '/api/queue',
    `/api/history/${promptId}`,
  ])
})

test('a job that arrives between queue and history is found by the second look', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  server.override = ({ path }) => {
    if (path.startsWith('/api/history/') && server.pending.length === 0) {
      server.pending.push(promptId)
    }
    return undefined
  }
  expect(await client.locate(promptId)).toMatchObject({ state: 'pending' })
})

test('what waits is removed, what runs is interrupted, the rest is left alone', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  server.pending.push(promptId)
  expect(await client.cancel(promptId)).toBe('removed')
  server.running.push(promptId)
  expect(await client.cancel(promptId)).toBe('interrupted')
  expect(await client.cancel(promptId)).toBe('finished')
  expect(await client.cancel('22222222-2222-4333-8444-555555555555')).toBe('absent')
})

test('a job that starts while it is being deleted is interrupted', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  server.pending.push(promptId)
  server.override = ({ method, path }) => {
    if (method === 'POST' && path === '/api/queue') server.start(promptId)
    return undefined
  }
  expect(await client.cancel(promptId)).toBe('interrupted')
})

test('a server that fails for a moment does not save the job', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  server.running.push(promptId)
  let failures = 0
  server.override = () => {
    failures += 1
    return failures > 8 || failures % 2 === 0 ? undefined : { status: 502 }
  }
  expect(await client.cancel(promptId)).toBe('interrupted')
  expect(server.running).toEqual([])
})

test('a job that does not stop in time is said to be stopping', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  server.running.push(promptId)
  server.override = ({ path }) => (path === '/api/interrupt' ? {} : undefined)
  expect(await client.cancel(promptId, { waitMs: 60 })).toBe('stopping')
})

test('the cancel route is used where the server has it, and asked for only once where not', async () => {
  const path = `/api/jobs/${promptId}/cancel`
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  for (const _ of [1, 2]) {
    server.pending.push(promptId)
    await client.cancel(promptId)
  }
  expect(server.requests.filter((request) => request.path === path)).toHaveLength(1)

  await using newer = await createStubComfy()
  await using newClient = createComfyClient({ baseUrl: newer.url })
  newer.pending.push(promptId)
  newer.override = (request) => {
    if (request.path !== path) return undefined
    newer.pending.length = 0
    return { json: { cancelled: true } }
  }
  expect(await newClient.cancel(promptId)).toBe('removed')
  expect(newer.deleted).toEqual([])
})

test('routes that a server lacks give undefined', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await client.jobs()).toBeUndefined()
  expect(await client.job(promptId)).toBeUndefined()
  expect(await client.cancelJob(promptId)).toBeUndefined()
})

test('what waits is given in the order of execution', async () => {
  await using server = await createStubComfy()
  await using client = createComfyClient({ baseUrl: server.url })
  const order = [-59, -2.5, 7, 7, 60]
  const heap = [order[0], order[3], order[1], order[4], order[2]]
  server.override = () => ({
    json: {
      queue_running: [],
      queue_pending: heap.map((number, index) => [number, `id-${index}`, {}, {}, []]),
    },
  })
  const { pending } = await client.queue()
  expect(pending.map(({ number }) => number)).toEqual(order)
  expect(pending.map(({ promptId: id }) => id).slice(2, 4)).toEqual(['id-1', 'id-4'])
})
