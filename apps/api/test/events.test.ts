import { EventSource } from 'eventsource'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { acceptedBatchSchema } from '../src/groups/batch-schemas.ts'
import { ended, generate, type RunningDarkroom, request, runDarkroom } from './running-darkroom.ts'

interface Seen {
  readonly type: string
  readonly id: string
  readonly data: unknown
}
const types = [
  'status',
  'progress',
  'preview',
  'completed',
  'error',
  'cancelled',
  'reset',
  'added',
  'removed',
  'group',
]

/** Listens as the frontend does, from its origin; to the end of one job unless it `lasts`. */
function listen(
  url: string,
  { lastEventId, lasts = false }: { lastEventId?: string | undefined; lasts?: boolean } = {},
) {
  const seen: Seen[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const source = new EventSource(url, {
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        headers: {
          ...init.headers,
          origin: 'http://localhost:5173',
          ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
        },
      }),
  })
  for (const type of types) {
    source.addEventListener(type, (event) => {
      if (!('data' in event) || typeof event.data !== 'string') return
      seen.push({ type, id: event.lastEventId, data: JSON.parse(event.data) })
      if (!lasts && ['completed', 'cancelled', 'error'].includes(type)) {
        source.close()
        resolve()
      }
    })
  }
  onTestFinished(() => source.close())
  return { seen, source, over: promise }
}

const follow = ({ url }: RunningDarkroom, id: string, lastEventId?: string) =>
  listen(`${url}/api/generate/${id}/events`, { lastEventId })

test('a page on the frontend’s origin follows a job from queued to completed', async () => {
  await using running = await runDarkroom({ simulation: { previewMethod: 'latent2rgb' } })
  running.simulator.hold()
  const id = await generate(running, { steps: 6 })
  const { seen, over } = follow(running, id)
  await expect.poll(() => seen.length).toBeGreaterThan(0)
  running.simulator.setPace(40)
  running.simulator.release()
  await over
  const kinds = new Set(seen.map(({ type }) => type))
  expect(kinds).toEqual(new Set(['status', 'progress', 'preview', 'completed']))
  const progress = seen
    .filter(({ type }) => type === 'progress')
    .map(({ data }) => z.object({ value: z.number() }).parse(data).value)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  const preview = seen.find(({ type }) => type === 'preview')
  expect(preview?.data).toMatchObject({
    request_id: id,
    image: expect.stringMatching(/^data:image\/jpeg;base64,/),
  })
  expect(seen.at(-1)).toMatchObject({
    type: 'completed',
    data: { request_id: id, status: 'completed', images: [{}] },
  })
})

test.each(['a job', 'a batch', 'all jobs'] as const)(
  'who wants no previews of %s gets everything else',
  async (of) => {
    await using running = await runDarkroom({ simulation: { previewMethod: 'latent2rgb' } })
    running.simulator.hold()
    // For longer than hints are kept apart, so that there are some of each kind.
    const steps = 10
    const batch = await running.api.batch.$post({ json: { ...request, steps, batch_count: 2 } })
    const { batch_id } = acceptedBatchSchema.parse(await batch.json())
    const path = {
      'a job': `generate/${await generate(running, { steps })}/events`,
      'a batch': `batch/${batch_id}/events`,
      'all jobs': 'events',
    }[of]
    const url = `${running.url}/api/${path}`
    const [whole, part] = [listen(url), listen(`${url}?previews=false`)]
    await expect.poll(() => whole.source.readyState + part.source.readyState).toBe(2)
    running.simulator.setPace(15)
    running.simulator.release()
    await Promise.all([whole.over, part.over])
    const typesOf = ({ seen }: typeof whole) => new Set(seen.map(({ type }) => type))
    expect(typesOf(whole)).toContain('preview')
    expect(typesOf(part)).not.toContain('preview')
    expect(typesOf(part).isSupersetOf(new Set(['progress', 'completed']))).toBe(true)
  },
)

test('a listener that comes late is told at once how it ended', async () => {
  await using running = await runDarkroom()
  const id = await generate(running)
  await ended(running, id)
  const { seen, over } = follow(running, id)
  await over
  expect(seen.map(({ type }) => type)).toContain('completed')
})

test('with Last-Event-ID only what was missed follows', async () => {
  await using running = await runDarkroom()
  const id = await generate(running)
  const first = follow(running, id)
  await first.over
  await ended(running, id)
  const ids = first.seen.filter((event) => event.id !== '').map((event) => event.id)
  const again = follow(running, id, ids[0])
  await again.over
  expect(again.seen.map((event) => event.id)).not.toContain(ids[0])
  expect(again.seen.at(-1)?.type).toBe('completed')
})

test('an id of another time gets reset with the present state', async () => {
  await using running = await runDarkroom()
  const id = await generate(running)
  await ended(running, id)
  const { seen, over } = follow(running, id, 'no-such-epoch-7')
  await over
  expect(seen[0]).toMatchObject({ type: 'reset', data: { request_id: id, status: 'completed' } })
})

/** Reads a stream as text until the predicate holds. */
async function read(url: string, until: (text: string) => boolean, lastEventId?: string) {
  const stop = new AbortController()
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const answer = await fetch(url, { headers, signal: stop.signal })
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString()
    if (until(text)) break
  }
  stop.abort()
  return text
}

test('who listens to the gallery is given an id before anything happens, and misses nothing from there', async () => {
  await using running = await runDarkroom()
  const url = `${running.url}/api/gallery/events`
  const opening = await read(url, (text) => /^id: .+\n\n/m.test(text))
  const id = /^id: (.+)$/m.exec(opening)?.[1] ?? ''
  await ended(running, await generate(running))
  const missed = await read(url, (text) => text.includes('event: added'), id)
  expect(missed).not.toContain('event: reset')
})

test('who has seen all of what has ended is told not to come back', async () => {
  await using running = await runDarkroom()
  await running.api.queue.pause.$post()
  const batch = await running.api.batch.$post({ json: { ...request, batch_count: 2 } })
  const { batch_id } = acceptedBatchSchema.parse(await batch.json())
  const urls = [`/generate/${await generate(running)}/events`, `/batch/${batch_id}/events`].map(
    (path) => `${running.url}/api${path}`,
  )
  const streams = await Promise.all(urls.map((url) => fetch(url)))
  await running.api.queue.resume.$post()
  for (const stream of streams) {
    const ids = [...(await stream.text()).matchAll(/^id: (.+)$/gm)].map(([, id]) => id ?? '')
    const come = (id: string | undefined): Promise<Response> =>
      fetch(stream.url, { headers: { 'last-event-id': id ?? '' } })
    expect((await come(ids.at(-1))).status).toBe(204)
    const rest = await come(ids[0])
    expect(rest.status).toBe(200)
    expect(await rest.text()).toContain('event: completed')
  }
})

test('a batch tells how it stands as a whole, last that it has ended', async () => {
  await using running = await runDarkroom()
  const batch = await running.api.batch.$post({ json: { ...request, batch_count: 3 } })
  const { batch_id } = acceptedBatchSchema.parse(await batch.json())
  const { seen, source } = listen(`${running.url}/api/batch/${batch_id}/events`, { lasts: true })
  const groups = () => seen.filter(({ type }) => type === 'group').map(({ data }) => data)
  await expect.poll(() => groups().at(-1)).toMatchObject({ status: 'completed' })
  source.close()
  expect(groups().at(-1)).toMatchObject({ batch_id, total: 3, completed: 3, failed: [] })
  const counts = groups().map((data) => z.object({ completed: z.number() }).parse(data).completed)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
})

test('the gallery tells what is added and removed', async () => {
  await using running = await runDarkroom()
  const { seen, source } = listen(`${running.url}/api/gallery/events`)
  await new Promise((resolve) => source.addEventListener('open', resolve))
  const job = await ended(running, await generate(running))
  const id = job.images?.[0]?.id ?? ''
  await expect.poll(() => seen.map(({ type }) => type)).toContain('added')
  await running.api.gallery.image[':id'].$delete({ param: { id }, query: {} })
  await expect.poll(() => seen.map(({ type }) => type)).toContain('removed')
})

test('asking with HEAD leaves no stream behind', async () => {
  await using running = await runDarkroom()
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timers()
  for (let count = 0; count < 20; count += 1) {
    for (const path of ['/api/events', '/api/gallery/events']) {
      const answer = await fetch(`${running.url}${path}`, { method: 'HEAD' })
      expect(answer.headers.get('content-type')).toBe('text/event-stream')
    }
  }
  await expect.poll(timers).toBeLessThan(before + 20)
})
