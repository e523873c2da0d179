import { expect, test } from 'vitest'
import { bodyOf, graph, post, serveFacade } from '../../test/serve-facade.ts'

const ids = [1, 2, 3].map((digit) => `${digit}1234567-89ab-4cde-8f01-23456789abcd`)
const [first = '', second = '', third = ''] = ids
const other = { client: 'elsewhere', origin: '', signal: new AbortController().signal }

async function withThree() {
  const served = await serveFacade()
  for (const [index, prompt_id] of ids.entries()) {
    await post(served.url, { prompt: graph(), prompt_id, client_id: index === 2 ? 'b' : 'a' })
  }
  const { ids: others } = await served.house.jobs.submit(
    { words: { prompt: 'a cat' } },
    { caller: other },
  )
  const send = (path: string, body?: unknown) =>
    fetch(`${served.url}${path}`, {
      method: 'POST',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const statuses = () => [...ids, ...others].map((id) => served.house.jobs.get(id)?.status)
  return { ...served, send, statuses, others: others[0] ?? '' }
}

test('the queue is that of all doors, in the order in which it runs', async () => {
  const { house, url, others } = await withThree()
  house.jobs.start(first)
  const { queue_running, queue_pending } = Object(await bodyOf(fetch(`${url}/queue`)))
  expect(queue_running).toEqual([
    [0, first, graph(), { client_id: 'a', create_time: expect.any(Number) }, ['9']],
  ])
  const pending: unknown[][] = queue_pending
  expect(pending.map(([number, id]) => [number, id])).toEqual([
    [1, second],
    [2, third],
    [3, others],
  ])
  expect(await bodyOf(fetch(`${url}/prompt`))).toEqual({ exec_info: { queue_remaining: 4 } })
})

test('what waits is deleted by its id, and what runs is not', async () => {
  const { house, send, statuses } = await withThree()
  house.jobs.start(first)
  const answer = await send('/queue', { delete: [first, second, 'unknown'] })
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect(statuses()).toEqual(['processing', 'cancelled', 'queued', 'queued'])
})

test('clearing the queue takes out what the caller has waiting, and nothing of others', async () => {
  const { house, send, statuses } = await withThree()
  house.jobs.start(first)
  await send('/queue', { clear: true })
  expect(statuses()).toEqual(['processing', 'cancelled', 'cancelled', 'queued'])
})

test('a caller that says which client it is clears that one alone', async () => {
  const { send, statuses } = await withThree()
  await send('/queue?clientId=b', { clear: true })
  expect(statuses()).toEqual(['queued', 'queued', 'cancelled', 'queued'])
})

test('to interrupt without an id stops the newest running job of the caller, and none of others', async () => {
  const { house, send, statuses, others } = await withThree()
  house.jobs.start(first)
  house.jobs.start(others)
  await send('/interrupt')
  expect(statuses()).toEqual(['cancelled', 'queued', 'queued', 'processing'])
  await send('/interrupt')
  expect(statuses()).toEqual(['cancelled', 'queued', 'queued', 'processing'])
})

test('to interrupt by id stops that job if it runs', async () => {
  const { house, send, statuses } = await withThree()
  house.jobs.start(first)
  house.jobs.start(second)
  await send('/interrupt', { prompt_id: first })
  await send('/interrupt', { prompt_id: third })
  expect(statuses()).toEqual(['cancelled', 'processing', 'queued', 'queued'])
})

test('jobs are listed, asked for and cancelled by newer clients', async () => {
  const { house, url, send, statuses } = await withThree()
  house.jobs.start(first)
  house.jobs.finish(first, [{ bytes: new Uint8Array([1]), path: 'd/a.png' }])
  house.jobs.start(second)
  const list = async (query: string) => Object(await bodyOf(fetch(`${url}/api/jobs${query}`)))
  const done = await list('?status=completed,failed')
  expect(done).toMatchObject({
    jobs: [
      {
        id: first,
        status: 'completed',
        outputs_count: 1,
        preview_output: { filename: 'a.png', subfolder: 'd', nodeId: '9', mediaType: 'images' },
      },
    ],
    pagination: { offset: 0, limit: null, total: 1, has_more: false },
  })
  expect(await list('?limit=2&sort_order=asc')).toMatchObject({
    jobs: [{ id: first }, { id: second, status: 'in_progress' }],
    pagination: { limit: 2, total: 4, has_more: true },
  })
  expect(await list(`/${first}`)).toMatchObject({
    outputs: { '9': {} },
    execution_status: { completed: true },
    workflow: { prompt: graph() },
  })
  expect((await fetch(`${url}/api/jobs/unknown`)).status).toBe(404)
  expect((await fetch(`${url}/api/jobs?status=lost`)).status).toBe(400)
  expect(await bodyOf(send(`/api/jobs/${second}/cancel`))).toEqual({ cancelled: true })
  expect(await bodyOf(send('/api/jobs/cancel', { job_ids: [third] }))).toEqual({ cancelled: true })
  expect(await bodyOf(send(`/api/jobs/${first}/cancel`))).toEqual({ cancelled: false })
  expect(statuses()).toEqual(['completed', 'cancelled', 'cancelled', 'queued'])
})

test('of very many large graphs the first are told, and all jobs', async () => {
  const { url } = await serveFacade()
  const large = {
    ...graph(),
    '6': { class_type: 'CLIPTextEncode', inputs: { text: 'x'.repeat(1e6) } },
  }
  for (let count = 0; count < 10; count += 1) await post(url, { prompt: large })
  const { queue_pending } = Object(await bodyOf(fetch(`${url}/queue`)))
  const sizes = queue_pending.map(
    ([, , told]: readonly unknown[]) => Object.keys(Object(told)).length,
  )
  expect(sizes).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 0, 0])
})

test('what clears the queue or names jobs is small', async () => {
  const { send } = await withThree()
  const ids = Array.from({ length: 40_000 }, () => first)
  for (const path of ['/queue', '/history', '/api/jobs/cancel']) {
    expect((await send(path, { delete: ids, job_ids: ids })).status, path).toBe(413)
  }
})
