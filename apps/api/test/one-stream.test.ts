import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { acceptedBatchSchema } from '../src/groups/batch-schemas.ts'
import { ended, generate, type RunningDarkroom, request, runDarkroom } from './running-darkroom.ts'

interface Seen {
  readonly event: string
  readonly id: string | undefined
  readonly data: unknown
}

const field = (block: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]

/** Follows everything until the test ends or `close` is called. */
async function follow({ url }: RunningDarkroom, query = '', lastEventId?: string) {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const answer = await fetch(`${url}/api/events${query}`, {
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    signal: stop.signal,
  })
  const seen: Seen[] = []
  const reading = (async () => {
    let rest = ''
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const [event = '', id, data] = ['event', 'id', 'data'].map((name) => field(block, name))
        seen.push({ event, id, data: data === undefined ? undefined : JSON.parse(data) })
      }
    }
  })().catch(() => undefined)
  const names = () => seen.map(({ event }) => event)
  return {
    seen,
    names,
    dataOf: (event: string) => seen.filter((one) => one.event === event).map(({ data }) => data),
    lastId: () => seen.findLast(({ id }) => id !== undefined)?.id,
    has: (event: string) => expect.poll(names).toContain(event),
    async close() {
      stop.abort()
      await reading
    },
  }
}

const batchOf = async ({ api }: RunningDarkroom, batch_count: number): Promise<string> => {
  const answer = await api.batch.$post({ json: { ...request, batch_count } })
  return acceptedBatchSchema.parse(await answer.json()).batch_id
}

test('one stream tells a page of jobs, batches, queue, servers and gallery, and of what was missed across a restart', async () => {
  await using running = await runDarkroom()
  const page = await follow(running, '?gallery=true')
  await page.has('servers')
  expect(page.names().filter((name) => name !== '')).toEqual(['queue', 'servers'])
  expect(page.lastId()).toMatch(/^\w+-\d+\.\w+-\d+$/)
  expect(page.dataOf('queue')).toMatchObject([{ paused: false, counts: { completed: 0 } }])
  expect(page.dataOf('servers')).toMatchObject([
    { servers: [{ url: running.simulator.url, status: 'ready' }] },
  ])

  await ended(running, await generate(running))
  await expect
    .poll(() => page.names())
    .toEqual(expect.arrayContaining(['status', 'completed', 'gallery_added']))
  await expect
    .poll(() => page.dataOf('queue').at(-1))
    .toMatchObject({ counts: { completed: 1, processing: 0 } })
  expect(page.dataOf('servers')).toContainEqual({
    servers: [expect.objectContaining({ status: 'busy' })],
  })

  await running.api.queue.pause.$post()
  await expect.poll(() => page.dataOf('queue').at(-1)).toMatchObject({ paused: true })
  expect(page.dataOf('paused')).toEqual([{ paused: true }])
  const batch_id = await batchOf(running, 2)
  const param = { batch_id }
  await running.api.batch[':batch_id'].pause.$post({ param })
  await expect.poll(() => page.dataOf('group').at(-1)).toMatchObject({ batch_id, paused: true })
  expect(page.dataOf('paused').at(-1)).toEqual({ paused: true, batch_id })
  await running.api.batch[':batch_id'].resume.$post({ param })
  await expect.poll(() => page.dataOf('resumed')).toEqual([{ paused: false, batch_id }])

  // Another page moves a job.
  const request_id = await generate(running, { seed: 3 })
  await running.api.generate[':request_id'].$patch({
    param: { request_id },
    json: { priority: 5 },
  })
  await expect
    .poll(() => page.dataOf('status').at(-1))
    .toMatchObject({ request_id, priority: 5, waiting_for: 'paused' })
  await page.close()

  const lastId = page.lastId()
  await running.api.queue.resume.$post()
  await (await fetch(`${running.url}/api/batch/${batch_id}/events`)).text()
  await ended(running, request_id)
  await running.restart()
  const again = await follow(running, '?gallery=true', lastId)
  await expect.poll(() => again.dataOf('completed').length).toBe(3)
  await again.has('gallery_reset')
  expect(again.names()).not.toContain('reset')
  expect(again.dataOf('resumed')).toEqual([{ paused: false }])
  expect(again.dataOf('gallery_reset')).toMatchObject([{ total: expect.any(Number) }])
  await expect
    .poll(() => again.dataOf('group').at(-1))
    .toMatchObject({ batch_id, status: 'completed', completed: 2 })
  await again.close()

  // From there nothing is told twice, also to one that can send no header.
  const third = await follow(running, `?gallery=true&last_event_id=${again.lastId()}`)
  await third.has('servers')
  expect(third.names().filter((name) => name !== '')).toEqual(['queue', 'servers'])
  await third.close()
  const missing = await follow(running, `?gallery=true&last_event_id=${lastId}`)
  await expect.poll(() => missing.dataOf('completed').length).toBe(3)
})

test('that no server answers is told though no job waits for it', async () => {
  await using running = await runDarkroom()
  const page = await follow(running)
  await page.has('servers')
  await running.simulator[Symbol.asyncDispose]()
  await expect
    .poll(() => page.dataOf('queue').at(-1), { timeout: 15_000 })
    .toMatchObject({ waiting_for: 'comfyui', waiting_detail: expect.any(String) })
  expect(page.dataOf('servers').at(-1)).toMatchObject({ servers: [{ status: 'unreachable' }] })
  expect(page.lastId()).toMatch(/^\w+-\d+$/)
})

test('an id of another time is answered by the present state and the id that belongs to it', async () => {
  await using running = await runDarkroom()
  const first = await generate(running)
  await ended(running, first)
  const page = await follow(running, '?gallery=true', 'no-such-epoch-7')
  await Promise.all([page.has('reset'), page.has('gallery_reset')])
  expect(page.dataOf('reset')).toMatchObject([
    { jobs: [{ request_id: first, status: 'completed' }] },
  ])
  await page.close()
  const second = await generate(running, { seed: 8 })
  await ended(running, second)
  const rest = await follow(running, '?gallery=true', page.lastId())
  await Promise.all([rest.has('completed'), rest.has('gallery_added')])
  const ids = z.array(z.object({ request_id: z.string() })).parse(rest.dataOf('status'))
  expect(new Set(ids.map(({ request_id }) => request_id))).toEqual(new Set([second]))
  expect(rest.names()).not.toContain('gallery_reset')
})
