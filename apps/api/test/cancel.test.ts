import { expect, test } from 'vitest'
import { ended, generate, runDarkroom } from './running-darkroom.ts'

test('a running job is interrupted, and only it', async () => {
  await using running = await runDarkroom()
  running.simulator.hold()
  const first = await generate(running)
  const second = await generate(running, { prompt: 'another one' })
  await running.simulator.waitFor(({ event, promptId }) => event === 'start' && promptId === first)
  const answer = await running.api.generate[':request_id'].$delete({ param: { request_id: first } })
  expect(await answer.json()).toMatchObject({ request_id: first, result: 'requested' })
  running.simulator.release()
  expect((await ended(running, first)).status).toBe('cancelled')
  expect((await ended(running, second)).status).toBe('completed')
  const list = await running.api.gallery.$get({ query: {} })
  expect(list.headers.get('x-total-count')).toBe('1')
})

test('a waiting job never runs', async () => {
  await using running = await runDarkroom()
  running.simulator.hold()
  const first = await generate(running)
  const second = await generate(running)
  const answer = await running.api.generate[':request_id'].$delete({
    param: { request_id: second },
  })
  expect(await answer.json()).toMatchObject({ status: 'cancelled', result: 'cancelled' })
  running.simulator.release()
  await ended(running, first)
  const enqueued = running.simulator.oracle().filter(({ event }) => event === 'enqueue')
  expect(enqueued.map(({ promptId }) => promptId)).toEqual([first])
})

test('a job that has ended stays as it is', async () => {
  await using running = await runDarkroom()
  const request_id = await generate(running)
  await ended(running, request_id)
  const answer = await running.api.generate[':request_id'].$delete({ param: { request_id } })
  expect(await answer.json()).toMatchObject({ status: 'completed', result: 'too_late' })
})

test('a paused queue begins nothing, and goes on when resumed', async () => {
  await using running = await runDarkroom()
  await running.api.queue.pause.$post()
  const request_id = await generate(running)
  const queue = await (await running.api.queue.$get({ query: {} })).json()
  expect(queue).toMatchObject({
    paused: true,
    counts: { queued: 1 },
    waiting: [{ request_id, position: 0 }],
  })
  await running.api.queue.resume.$post()
  expect((await ended(running, request_id)).status).toBe('completed')
})

test('a job can be run again', async () => {
  await using running = await runDarkroom()
  const request_id = await generate(running, { seed: 11 })
  await ended(running, request_id)
  const answer = await running.api.generate[':request_id'].retry.$post({ param: { request_id } })
  const again = await answer.json()
  if (!('request_id' in again)) throw new Error('not accepted')
  expect(again.request_id).not.toBe(request_id)
  expect(await ended(running, again.request_id)).toMatchObject({ status: 'completed', seed: 11 })
})
