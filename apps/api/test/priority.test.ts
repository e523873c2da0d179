import { parseResponse } from 'hono/client'
import { expect, test } from 'vitest'
import { ended, generate, problem, runDarkroom } from './running-darkroom.ts'

test('who is given a higher priority runs first, whether at once or later', async () => {
  await using running = await runDarkroom()
  const { api } = running
  await api.queue.pause.$post()
  const [last, second] = [await generate(running), await generate(running, { seed: 2 })]
  const first = await generate(running, { seed: 3, priority: 10 })
  const changed = await api.generate[':request_id'].$patch({
    param: { request_id: second },
    json: { priority: 5 },
  })
  expect(await changed.json()).toMatchObject({ request_id: second, priority: 5, position: 1 })
  const queue = await parseResponse(api.queue.$get({ query: {} }))
  expect(queue.waiting.map(({ request_id }) => request_id)).toEqual([first, second, last])
})

test('the priority of a job that has ended cannot be changed, nor that of one that never was', async () => {
  await using running = await runDarkroom()
  const id = await generate(running)
  await ended(running, id)
  const change = (request_id: string, priority: number) =>
    running.api.generate[':request_id'].$patch({ param: { request_id }, json: { priority } })
  expect((await problem(await change(id, 1), 409)).code).toBe('wrong_state')
  await problem(await change(crypto.randomUUID(), 1), 404)
  await problem(await change(id, 101), 400)
})
