import { parseResponse } from 'hono/client'
import { expect, test } from 'vitest'
import { acceptedBatchSchema } from '../src/groups/batch-schemas.ts'
import { ended, generate, request, runDarkroom } from './running-darkroom.ts'

test('while ComfyUI is dead, every answer says what is waited for, and no time is foretold', async () => {
  await using running = await runDarkroom()
  const { api, url, simulator } = running
  await ended(running, await generate(running))
  simulator.hold()
  const request_id = await generate(running)
  const posted = await fetch(`${url}/api/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...request, batch_count: 2 }),
  })
  const { batch_id } = acceptedBatchSchema.parse(await posted.json())
  const status = async () =>
    await (await api.generate.status[':request_id'].$get({ param: { request_id } })).json()
  await expect.poll(status).toMatchObject({ status: 'processing', progress: { stale: false } })
  await using stack = new AsyncDisposableStack()
  const stream = (await fetch(`${url}/api/generate/${request_id}/events`)).body
  const reader = stream?.pipeThrough(new TextDecoderStream()).getReader()
  stack.defer(async () => reader?.cancel())
  await simulator.stop()
  let heard = ''
  while (!heard.includes('"waiting_for":"comfyui"')) heard += (await reader?.read())?.value ?? ''
  expect(heard).toMatch(/event: status\ndata: \{[^\n]*"waiting_for":"comfyui"[^\n]*\}\n\n/)

  const job = await status()
  expect(job).toMatchObject({
    status: 'processing',
    waiting_for: 'comfyui',
    waiting_detail: `ComfyUI at ${simulator.url} does not answer; the job goes on as soon as it does.`,
    progress: { stale: true },
  })
  expect(job).not.toHaveProperty('eta_seconds')
  const batch = await (await api.batch[':batch_id'].$get({ param: { batch_id } })).json()
  expect(batch).toMatchObject({
    status: 'queued',
    waiting_for: 'comfyui',
    estimated_seconds_remaining: null,
  })
  const queue = await parseResponse(api.queue.$get({ query: {} }))
  expect(queue).toMatchObject({ waiting_for: 'comfyui', running: [{ waiting_for: 'comfyui' }] })
  expect(queue.waiting.map(({ position, waiting_for }) => [position, waiting_for])).toEqual([
    [0, 'comfyui'],
    [1, 'comfyui'],
  ])
  const jobs = await (await api.jobs.$get({ query: { status: 'queued' } })).json()
  expect(jobs).toHaveProperty('jobs.1.waiting_for', 'comfyui')
  expect(jobs).not.toHaveProperty('jobs.1.eta_seconds')

  await api.queue.pause.$post()
  expect(await (await api.queue.$get({ query: {} })).json()).toMatchObject({
    waiting_for: 'paused',
  })
  simulator.release()
  await simulator.start()
  await api.queue.resume.$post()
  expect(await ended(running, request_id)).not.toHaveProperty('waiting_for')
  await (await fetch(`${url}/api/batch/${batch_id}/events`)).text()
  const made = await (await api.batch[':batch_id'].$get({ param: { batch_id } })).json()
  expect(made).toMatchObject({ status: 'completed' })
  expect(made).not.toHaveProperty('waiting_for')
  expect(await (await api.queue.$get({ query: {} })).json()).not.toHaveProperty('waiting_for')
})
