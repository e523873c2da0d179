import { expect, test } from 'vitest'
import { connect, textOf } from './connected.ts'
import { finishAtOnce, sample } from './sample-house.ts'

const prompt = 'a fox'

test('what is not done in time is told with its place, and is waited for with another tool', async () => {
  await using connected = await connect(sample)
  const { client, house } = connected
  const begun = await client.callTool({
    name: 'generate_image',
    arguments: { prompt, wait_seconds: 0 },
  })
  const { job_id } = Object(begun.structuredContent)
  expect(begun.structuredContent).toEqual({
    job_id,
    status: 'queued',
    position: 0,
    images: [],
    model: 'base/dreamscape_xl.safetensors',
    next: expect.stringContaining('wait_for_job'),
  })
  expect(begun.isError).toBeUndefined()
  house.jobs.start(job_id)
  house.jobs.finish(job_id, [{ bytes: new Uint8Array([1]) }])
  const done = await client.callTool({ name: 'wait_for_job', arguments: { job_id } })
  expect(done.structuredContent).toMatchObject({ job_id, status: 'completed', images: [{}] })
})

test('a call waits no longer than it was asked to', async () => {
  await using connected = await connect(sample)
  const result = await connected.client.callTool({
    name: 'generate_image',
    arguments: { prompt, wait_seconds: 0.01 },
  })
  expect(result.structuredContent).toMatchObject({ status: 'queued' })
})

test.each(['legacy', 'auto'] as const)('progress is told while a call waits (%s)', async (era) => {
  await using connected = await connect({ ...sample, era })
  const { client, house } = connected
  const told: unknown[] = []
  const goOn = (): void => {
    const [id = ''] = house.jobs.asked.map((one) => one.id)
    switch (told.length) {
      case 1:
        house.jobs.start(id)
        house.jobs.show(id, { value: 0.25, step: 5, steps: 20, stage: 'sampling' })
        return
      case 2:
        house.jobs.show(id, { value: 0.25, step: 5, steps: 20, stage: 'sampling' })
        house.jobs.show(id, { value: 0.9, step: 0, steps: 0, stage: 'saving' })
        return
      case 3:
        house.jobs.finish(id, [{ bytes: new Uint8Array([1]) }])
        return
    }
  }
  const result = await client.callTool(
    { name: 'generate_image', arguments: { prompt } },
    {
      onprogress: (progress) => {
        told.push(progress)
        goOn()
      },
    },
  )
  expect(result.structuredContent).toMatchObject({ status: 'completed' })
  expect(told).toEqual([
    { progress: 0, total: 1, message: 'queued, 0 ahead' },
    { progress: 0.25, total: 1, message: 'sampling 5/20' },
    { progress: 0.9, total: 1, message: 'saving' },
    { progress: 1, total: 1, message: 'completed' },
  ])
})

test.each(['legacy', 'auto'] as const)('who stops waiting cancels nothing (%s)', async (era) => {
  await using connected = await connect({ ...sample, era })
  const { client, house } = connected
  const signals: AbortSignal[] = []
  const news = house.jobs.news.bind(house.jobs)
  house.jobs.news = (options) => {
    signals.push(options.signal)
    return news(options)
  }
  const abort = new AbortController()
  const waiting = client.callTool(
    { name: 'generate_image', arguments: { prompt } },
    { signal: abort.signal, onprogress: () => abort.abort(new Error('enough')) },
  )
  await expect(waiting).rejects.toThrow()
  // A client of 2025 keeps its connection until it goes.
  await client.close()
  await expect.poll(() => signals.map(({ aborted }) => aborted)).toEqual([true])
  const [asked] = house.jobs.asked
  expect(house.jobs.get(asked?.id ?? '')?.status).toBe('queued')
})

test('when the server stops, who waits is told how it stands', async () => {
  await using connected = await connect(sample)
  const { client, house } = connected
  const result = await client.callTool(
    { name: 'generate_image', arguments: { prompt } },
    { onprogress: () => house.stop() },
  )
  expect(result.structuredContent).toMatchObject({ status: 'queued' })
})

test('a call that is repeated with its key is the same job, however long it waits', async () => {
  await using connected = await connect(sample)
  const { client, house } = connected
  const call = (more: object) =>
    client.callTool({
      name: 'generate_image',
      arguments: { prompt, idempotency_key: 'a', wait_seconds: 0, ...more },
    })
  const first = await call({})
  const again = await call({ wait_seconds: 0.01 })
  expect(Object(again.structuredContent).job_id).toBe(Object(first.structuredContent).job_id)
  expect(house.jobs.asked).toHaveLength(1)
  const other = await call({ prompt: 'a hen' })
  expect(other.isError).toBe(true)
  expect(textOf(other)).toBe('The key was used for something else.')
})

test('several are told as one: previews of the first four, the address of each', async () => {
  await using connected = await connect(sample)
  const { client, house } = connected
  finishAtOnce(house)
  const result = await client.callTool({ name: 'generate_image', arguments: { prompt, n: 6 } })
  const { job_ids, images } = Object(result.structuredContent)
  expect(job_ids).toHaveLength(6)
  expect(new Set(images.map(({ seed }: { seed: number }) => seed)).size).toBe(6)
  const kinds = result.content.map(({ type }) => type)
  expect(kinds.filter((type) => type === 'image')).toHaveLength(4)
  expect(kinds.filter((type) => type === 'resource_link')).toHaveLength(6)
  const links = result.content.flatMap((block) =>
    block.type === 'resource_link' ? [block.uri] : [],
  )
  expect(links).toEqual(images.map(({ url }: { url: string }) => url))
  expect(links.every((link) => link.startsWith(`${connected.url.origin}/api/`))).toBe(true)
})

test('a job that failed is an error of the tool, with what to do', async () => {
  await using connected = await connect(sample)
  const { client, house } = connected
  house.jobs.onSubmit = ({ id }) =>
    house.jobs.fail(id, {
      code: 'out_of_memory',
      message: 'The graphics card has too little memory.',
      hint: 'Ask for a smaller picture.',
    })
  const result = await client.callTool({ name: 'generate_image', arguments: { prompt } })
  expect(result.isError).toBe(true)
  expect(textOf(result)).toContain(
    'The graphics card has too little memory. Ask for a smaller picture.',
  )
})

test('a job that waits is cancelled at once, one that ended is not', async () => {
  await using connected = await connect(sample)
  const { client, house } = connected
  const begun = await client.callTool({
    name: 'generate_image',
    arguments: { prompt, wait_seconds: 0 },
  })
  const { job_id } = Object(begun.structuredContent)
  const cancel = () => client.callTool({ name: 'cancel_job', arguments: { job_id } })
  expect((await cancel()).structuredContent).toEqual({
    job_id,
    status: 'cancelled',
    result: 'cancelled',
  })
  expect((await cancel()).structuredContent).toMatchObject({ result: 'too_late' })
  expect(house.jobs.get(job_id)?.status).toBe('cancelled')
})
