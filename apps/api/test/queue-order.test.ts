import { parseResponse } from 'hono/client'
import { expect, test } from 'vitest'
import {
  generate,
  problem,
  type RunningDarkroom,
  request,
  runDarkroom,
} from './running-darkroom.ts'

const batchOf = async ({ api }: RunningDarkroom, batch_count: number): Promise<string> =>
  (await parseResponse(api.batch.$post({ json: { ...request, batch_count } }))).batch_id

const waitingOf = async ({ api }: RunningDarkroom, query = {}): Promise<readonly string[]> =>
  (await parseResponse(api.queue.$get({ query }))).waiting.map(({ request_id }) => request_id)

test('what waits is listed as it will run, in part, of one batch, and moved before another', async () => {
  await using running = await runDarkroom()
  const { api } = running
  await api.queue.pause.$post()
  const [a, b] = [await generate(running), await generate(running, { seed: 2 })]
  const batch_id = await batchOf(running, 3)
  const c = await generate(running, { seed: 3 })
  const members = await waitingOf(running, { group: batch_id })
  expect(members).toHaveLength(3)
  expect(await waitingOf(running)).toEqual([a, b, ...members, c])
  expect(await waitingOf(running, { from: '1', limit: '2' })).toEqual([b, members[0]])
  const counts = await parseResponse(api.queue.$get({ query: { limit: '0' } }))
  expect(counts).toMatchObject({ paused: true, counts: { queued: 6 }, running: [], waiting: [] })

  const move = (json: Parameters<typeof api.queue.move.$post>[0]['json']) =>
    api.queue.move.$post({ json })
  expect(await (await move({ request_ids: [c, b], before: a })).json()).toEqual({ moved: 2 })
  expect(await waitingOf(running)).toEqual([c, b, a, ...members])
  expect(await (await move({ batch_id, before: b })).json()).toEqual({ moved: 3 })
  expect(await waitingOf(running)).toEqual([c, ...members, b, a])
  await move({ request_ids: [c] })
  const moved = [...members, b, a, c]
  expect(await waitingOf(running)).toEqual(moved)
  await running.restart()
  expect(await waitingOf(running)).toEqual(moved)

  const stacked = await parseResponse(api.queue.stacked.$get({ query: {} }))
  expect(stacked.total).toBe(4)
  expect(stacked.rows.map(({ job, stack }) => job?.request_id ?? stack?.id)).toEqual([
    batch_id,
    b,
    a,
    c,
  ])
  expect(stacked.rows[0]?.stack).toMatchObject({
    kind: 'batch',
    prompt: request.prompt,
    total: 3,
    completed: 0,
    waiting: 3,
    waiting_for: 'paused',
    next: { request_id: members[0], position: 0 },
  })
  const part = await parseResponse(api.queue.stacked.$get({ query: { from: '2', limit: '1' } }))
  expect(part).toMatchObject({ total: 4, rows: [{ job: { request_id: a } }] })

  await problem(await move({ request_ids: [crypto.randomUUID()] }), 404)
  await problem(await move({ sequence_id: crypto.randomUUID() }), 404)
  await problem(await move({ request_ids: [a], batch_id }), 400)
  await problem(await move({}), 400)
  await api.batch[':batch_id'].pause.$post({ param: { batch_id } })
  expect((await problem(await move({ batch_id }), 409)).code).toBe('wrong_state')
  expect(await waitingOf(running)).toEqual([b, a, c, ...members])

  expect(await (await api.queue.$delete()).json()).toEqual({ cancelled: 6 })
  expect(await waitingOf(running)).toEqual([])
  expect((await problem(await move({ request_ids: [a] }), 409)).code).toBe('wrong_state')
})
