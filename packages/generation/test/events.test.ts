import { EventGapError } from '@darkroom/job-queue'
import { expect, test } from 'vitest'
import type { GenerationEvent } from '../src/events/generation-event.ts'
import { asked, openStudio, request, type Studio } from './studio.ts'

async function collect(
  studio: Studio,
  options: { requestId?: string; groupId?: string; after?: string },
): Promise<readonly GenerationEvent[]> {
  const { signal } = new AbortController()
  const events: GenerationEvent[] = []
  for await (const event of studio.generation.events({ ...options, signal })) events.push(event)
  return events
}

const names = (events: readonly GenerationEvent[]): readonly string[] =>
  events.map((event) => (event.type === 'status' ? event.job.status : event.type))

test('a listener hears how a job fares, with progress and previews, until its end', async () => {
  await using studio = await openStudio({
    simulators: [{ stepsPerSecond: 20, previewMethod: 'latent2rgb' }],
  })
  await studio.generation.pause()
  const { requestId } = await studio.generation.accept(asked({ steps: 20 }))
  const listening = collect(studio, { requestId })
  await studio.generation.resume()
  const events = await listening
  const heard = names(events)
  expect(heard[0]).toBe('queued')
  expect(heard).toContain('processing')
  expect(heard).toContain('progress')
  expect(heard.at(-1)).toBe('completed')
  const previews = events.filter((event) => event.type === 'preview')
  expect(previews.length).toBeGreaterThan(0)
  for (const { dataUrl } of previews) {
    expect(dataUrl).toMatch(/^data:image\/(jpeg|png);base64,/)
    // The limit is 200,000 bytes, in base64.
    expect(dataUrl.length).toBeLessThanOrEqual(267_000)
  }
  const values = events.flatMap((event) => (event.type === 'progress' ? event.progress.value : []))
  expect(values).toEqual(values.toSorted((a, b) => a - b))
})

test('who comes after the end is told of it at once', async () => {
  await using studio = await openStudio()
  const { requestId } = await studio.run()
  expect(names(await collect(studio, { requestId }))).toEqual(['completed'])
  expect(await collect(studio, { requestId: crypto.randomUUID() })).toEqual([])
})

test('whoever resumes gets just what was missed', async () => {
  await using studio = await openStudio()
  const { requestId } = await studio.generation.accept(request)
  const all = (await collect(studio, { requestId })).filter((event) => 'id' in event)
  await studio.run({ seed: 8 })
  for (const [index, event] of all.entries()) {
    const rest = await collect(studio, { requestId, after: event.id })
    const durable = rest.filter((one) => 'id' in one)
    expect(durable.map(({ id }) => id)).toEqual(all.slice(index + 1).map(({ id }) => id))
  }
})

test('an id that is not known any more is an error, not silence', async () => {
  await using studio = await openStudio()
  await expect(collect(studio, { after: 'another-5' })).rejects.toBeInstanceOf(EventGapError)
})

test('the gallery knows the picture before the end is announced', async () => {
  const told = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  await using studio = await openStudio({
    onImages: async () => {
      asked.resolve()
      await told.promise
    },
  })
  const { requestId } = await studio.generation.accept(request)
  const ended = studio.ended(requestId)
  await asked.promise
  await expect.poll(() => studio.queue.get(requestId)?.state).toBe('succeeded')
  expect(studio.generation.get(requestId)).toMatchObject({
    status: 'processing',
    stage: 'committing',
    progress: { value: 1 },
    images: [],
  })
  told.resolve()
  expect((await ended).status).toBe('completed')
})

test('a gallery that fails to listen does not hold the job up', async () => {
  await using studio = await openStudio({
    onImages: () => Promise.reject(new Error('The gallery is closed')),
  })
  expect((await studio.run()).status).toBe('completed')
})

test('who listens to everything hears of pauses, of all jobs and that conditions are others', async () => {
  await using studio = await openStudio()
  const stop = new AbortController()
  const events: GenerationEvent[] = []
  const listening = (async () => {
    for await (const event of studio.generation.events({ signal: stop.signal })) events.push(event)
  })()
  await studio.generation.pause()
  const { requestId } = await studio.generation.accept(request)
  await studio.generation.resume()
  await studio.ended(requestId)
  await expect.poll(() => events.map(({ type }) => type)).toContain('completed')
  expect(events.map(({ type }) => type)).toContain('conditions')
  expect(names(events.filter((event) => 'id' in event))).toEqual([
    'paused',
    'queued',
    'resumed',
    'processing',
    'completed',
  ])
  stop.abort()
  await listening
})

test('who skips what waits is not told of it, and hears all the same how jobs begin and end', async () => {
  await using studio = await openStudio()
  await studio.generation.pause()
  const stop = new AbortController()
  const events: GenerationEvent[] = []
  let isDeaf = true
  const listening = (async () => {
    const options = { skipsWaiting: () => isDeaf, signal: stop.signal }
    const after = studio.generation.lastEventId()
    for await (const event of studio.generation.events({ ...options, after })) events.push(event)
  })()
  const { requestId } = await studio.generation.accept(request)
  await studio.generation.resume()
  await studio.ended(requestId)
  await expect.poll(() => names(events)).toContain('completed')
  const told = events.filter((event) => 'job' in event)
  expect(names(told)).toEqual(['processing', 'completed'])
  isDeaf = false
  await studio.generation.pause()
  await studio.generation.accept(asked({ seed: 8 }))
  await expect.poll(() => names(events)).toContain('queued')
  stop.abort()
  await listening
})

test('a waiting job is told when it moves up', async () => {
  await using studio = await openStudio()
  await studio.generation.pause()
  const first = await studio.generation.accept(request)
  const second = await studio.generation.accept(asked({ seed: 8 }))
  expect([first.position, second.position]).toEqual([0, 1])
  const listening = collect(studio, { requestId: second.requestId })
  await studio.generation.cancel(first.requestId)
  await studio.generation.resume()
  const positions = (await listening).flatMap((event) =>
    event.type === 'position' ? event.position : [],
  )
  expect(positions).toEqual([0])
})
