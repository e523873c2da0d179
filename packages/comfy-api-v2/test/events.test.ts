import { expect, test, vi } from 'vitest'
import { graph, jsonOf, type ServedDoor, serveDoor } from './serve-door.ts'

const bytes = new Uint8Array([137, 80, 78, 71])

async function aJob(door: ServedDoor): Promise<string> {
  const body = JSON.stringify({ workflow: graph })
  return (await jsonOf(await door.fetch('/api/v2/jobs', { method: 'POST', body }))).id
}

const listen = (door: ServedDoor, id: string, after?: string): Promise<Response> =>
  door.fetch(
    `/api/v2/jobs/${id}/events`,
    after === undefined ? {} : { headers: { 'last-event-id': after } },
  )

interface Event {
  readonly event: string
  readonly id: string | undefined
  readonly data: unknown
}

const fieldOf = (block: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]

/** The events of a stream, as they come, with their ids, which the SDK does not look at. */
async function* eventsOf(answer: Response): AsyncGenerator<Event> {
  let rest = ''
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = fieldOf(block, 'event')
      if (event === undefined) continue
      yield { event, id: fieldOf(block, 'id'), data: JSON.parse(fieldOf(block, 'data') ?? 'null') }
    }
  }
}

const idsOf = async (answer: Response): Promise<(string | undefined)[]> =>
  (await Array.fromAsync(eventsOf(answer))).map(({ id }) => id)

async function ended(door: ServedDoor): Promise<string> {
  const id = await aJob(door)
  door.house.jobs.start(id)
  door.house.jobs.finish(id, [{ bytes }, { bytes }, { bytes }])
  return id
}

test('who comes when all is over hears of every output, and then of the end', async () => {
  await using door = await serveDoor()
  const id = await ended(door)
  const answer = await listen(door, id)
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  expect(await idsOf(answer)).toEqual(['output-0', 'output-1', 'output-2', 'succeeded'])
})

test('who comes back hears only of what was missed, and after the end of nothing', async () => {
  await using door = await serveDoor()
  const id = await ended(door)
  expect(await idsOf(await listen(door, id, 'output-1'))).toEqual(['output-2', 'succeeded'])
  expect(await idsOf(await listen(door, id, 'running'))).toHaveLength(4)
  expect(await idsOf(await listen(door, id, 'of another server'))).toHaveLength(4)
  expect((await listen(door, id, 'succeeded')).status).toBe(204)
})

test('who was told the end by another process is told no more by one that has not read of it yet', async () => {
  await using door = await serveDoor()
  const id = await aJob(door)
  for (const end of ['succeeded', 'failed', 'canceled'])
    expect((await listen(door, id, end)).status).toBe(204)
})

test('who was told an output by another process hears of no status before the end by one that is behind', async () => {
  await using door = await serveDoor()
  const { jobs } = door.house
  const id = await aJob(door)
  const told = idsOf(await listen(door, id, 'output-0'))
  jobs.start(id)
  jobs.finish(id, [{ bytes }, { bytes }])
  expect(await told).toEqual(['output-1', 'succeeded'])
})

test('ids mean the same for another door over the same house, as after a restart', async () => {
  await using before = await serveDoor()
  const id = await ended(before)
  await using after = await serveDoor(() => before.house)
  expect(await idsOf(await listen(after, id, 'output-0'))).toEqual([
    'output-1',
    'output-2',
    'succeeded',
  ])
})

test('who comes in the middle hears at once how it stands, the last preview too', async () => {
  await using door = await serveDoor()
  const { jobs } = door.house
  const id = await aJob(door)
  jobs.start(id)
  const first = eventsOf(await listen(door, id))
  await first.next()
  jobs.message(id, { type: 'progress_state', data: { nodes: { '3': { state: 'running' } } } })
  jobs.preview(id, new Uint8Array([1]), 'image/webp')
  while ((await first.next()).value?.event !== 'preview');
  const second = eventsOf(await listen(door, id))
  expect((await second.next()).value).toMatchObject({ event: 'status', id: 'running' })
  expect((await second.next()).value).toMatchObject({
    event: 'progress',
    id: undefined,
    data: { current_node: '3', current_node_class: 'KSampler', nodes_total: 3 },
  })
  expect((await second.next()).value).toMatchObject({
    event: 'preview',
    data: { node_id: '3', content_type: 'image/webp', data_base64: 'AQ==' },
  })
  const shown = await jsonOf(await door.fetch(`/api/v2/jobs/${id}`))
  expect(shown.progress).toMatchObject({ current_node: '3', nodes_total: 3 })
  await Promise.all([first.return(undefined), second.return(undefined)])
})

test('what says nothing new is not sent again', async () => {
  await using door = await serveDoor()
  const { jobs } = door.house
  const id = await aJob(door)
  jobs.start(id)
  const events = eventsOf(await listen(door, id))
  await events.next()
  await events.next()
  const progress = { value: 0.1, step: 1, steps: 10, stage: 'sampling' }
  jobs.show(id, progress)
  jobs.message(id, { type: 'status', data: {} })
  jobs.show(id, progress)
  jobs.fail(id, { code: 'a', message: 'b' })
  const rest = await Array.fromAsync(events)
  expect(rest.map(({ event }) => event)).toEqual(['progress', 'status'])
  expect(rest.at(-1)).toMatchObject({ id: 'failed' })
})

test('of previews that come fast one is shown now and then, and each by its node', async () => {
  let time = 0
  await using door = await serveDoor(undefined, { now: () => time })
  const { jobs } = door.house
  const id = await aJob(door)
  jobs.start(id)
  const events = eventsOf(await listen(door, id))
  await events.next()
  await events.next()
  const shown: unknown[] = []
  for (const [at, byte] of [
    [0, 1],
    [399, 2],
    [400, 3],
  ] as const) {
    time = at
    jobs.preview(id, new Uint8Array([byte]))
    // Progress says that the preview before it has been dealt with.
    jobs.show(id, { value: byte / 10, step: 0, steps: 0, stage: '' })
    for (let event = ''; event !== 'progress'; ) {
      const { value } = await events.next()
      event = value?.event ?? 'progress'
      if (event === 'preview') shown.push(value?.data)
    }
  }
  expect(shown).toMatchObject([{ data_base64: 'AQ==' }, { data_base64: 'Aw==' }])
  await events.return(undefined)
})

test('a job that is being stopped is canceling until it has stopped', async () => {
  await using door = await serveDoor()
  const { jobs } = door.house
  const id = await aJob(door)
  jobs.start(id)
  const events = eventsOf(await listen(door, id))
  await events.next()
  jobs.show(id, { value: 0.5, step: 1, steps: 2, stage: 'cancelling' })
  const shown = await jsonOf(await door.fetch(`/api/v2/jobs/${id}`))
  expect(shown.status).toBe('canceling')
  await jobs.cancel(id)
  const rest = await Array.fromAsync(events)
  expect(rest.flatMap(({ event, id }) => (event === 'status' ? [id] : []))).toEqual([
    'canceling',
    'canceled',
  ])
})

test('a silent stream sends comments, so that nobody takes it for dead', async () => {
  await using door = await serveDoor(undefined, { heartbeatMs: 5 })
  const id = await aJob(door)
  const { body } = await listen(door, id)
  let text = ''
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    if (text.includes('\n: here\n')) break
  }
  expect(text).toMatch(/^retry: 2000\n\nevent: status\n/)
})

test('streams end when the server stops, and nobody listens to the house any more', async () => {
  await using door = await serveDoor()
  const news = vi.spyOn(door.house.jobs, 'news')
  const id = await aJob(door)
  const events = eventsOf(await listen(door, id))
  await events.next()
  door.house.stop()
  expect(await Array.fromAsync(events)).toEqual([])
  expect(news.mock.calls.every(([{ signal }]) => signal.aborted)).toBe(true)
})

test('who goes is listened for no longer', async () => {
  await using door = await serveDoor()
  const news = vi.spyOn(door.house.jobs, 'news')
  const id = await aJob(door)
  const answer = await listen(door, id)
  await answer.body?.cancel()
  const ofJob = news.mock.calls.flatMap(([{ ids, signal }]) => (ids === undefined ? [] : [signal]))
  await expect.poll(() => ofJob.map(({ aborted }) => aborted)).toEqual([true])
})

test('who asks for the head of a stream leaves nothing behind that beats for nobody', async () => {
  await using door = await serveDoor()
  const id = await aJob(door)
  const beating = vi.spyOn(globalThis, 'setInterval')
  const answer = await door.fetch(`/api/v2/jobs/${id}/events`, { method: 'HEAD' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  expect(beating.mock.calls.filter(([, ms]) => ms === 10_000)).toEqual([])
  beating.mockRestore()
})
