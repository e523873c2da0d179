import { expect, test } from 'vitest'
import type { RunNews } from '../src/dispatch/run-news.ts'
import { asked, openStudio, request } from './studio.ts'

const stagesIn = (news: readonly RunNews[]): string[] =>
  news.map((one) => (one.type === 'stage' ? one.stage : one.type))

const lastOf = <T>(items: readonly T[]): T | undefined => items.at(-1)

test('a run is told from its server to its end, with the stages between', async () => {
  const told: RunNews[] = []
  await using studio = await openStudio({ onRun: (news) => told.push(news) })
  const { requestId } = await studio.generation.accept(request, { client: 'ada', priority: 3 })
  await studio.ended(requestId)
  await expect.poll(() => lastOf(told)?.type).toBe('over')
  expect(new Set(told.map(({ jobId }) => jobId))).toEqual(new Set([requestId]))
  expect(told[0]).toMatchObject({
    type: 'taken',
    server: 'server-1',
    isFirst: true,
    createdAt: studio.queue.get(requestId)?.createdAt,
    client: 'ada',
    priority: 3,
    workflow: 'text-to-image',
    model: 'base/dreamscape_xl.safetensors',
  })
  const stages = stagesIn(told)
  expect(stages.slice(1, 2)).toEqual(['submitting'])
  expect(stages.slice(-3)).toEqual(['collecting', 'committing', 'over'])
  const over = lastOf(told)
  expect(over).toMatchObject({ end: 'succeeded' })
  expect(over?.type === 'over' && over.executionMs).toBeGreaterThan(0)
})

test('a run that is cut off by a stop gives its job back, and who takes it up is not the first', async () => {
  const told: RunNews[] = []
  await using studio = await openStudio({
    simulators: [{ stepsPerSecond: 20 }],
    onRun: (news) => told.push(news),
  })
  const { requestId } = await studio.generation.accept(asked({ steps: 20 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  expect(lastOf(told)).toMatchObject({ type: 'over', jobId: requestId, end: 'returned' })
  await studio.open()
  await studio.ended(requestId)
  await expect.poll(() => told.filter(({ type }) => type === 'over').length).toBe(2)
  expect(told.filter(({ type }) => type === 'taken')).toMatchObject([
    { isFirst: true },
    { isFirst: false },
  ])
  expect(lastOf(told)).toMatchObject({ end: 'succeeded' })
})

test('what fails and what is cancelled is told as such', async () => {
  const ends: RunNews[] = []
  await using studio = await openStudio({
    simulators: [{ stepsPerSecond: 20 }],
    onRun: (news) => {
      if (news.type === 'over') ends.push(news)
    },
  })
  const { requestId } = await studio.generation.accept(asked({ steps: 100 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.generation.cancel(requestId)
  await expect.poll(() => ends).toMatchObject([{ jobId: requestId, end: 'cancelled' }])
  studio.simulator.faults.add({ kind: 'out-of-memory', nodeClass: 'KSampler', times: 'always' })
  const failed = await studio.run()
  expect(failed.status).toBe('error')
  await expect.poll(() => ends.slice(1)).toMatchObject([{ end: 'failed' }])
})

test('the trace of a request is kept with each job that it asks for', async () => {
  const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  let current: string | undefined = trace
  await using studio = await openStudio({ currentTrace: () => current })
  const { requestId } = await studio.generation.accept(request)
  const batch = await studio.generation.groups.accept('batch', { ...request, batchCount: 2 }, {})
  current = undefined
  const other = await studio.generation.accept(request)
  await studio.ended(other.requestId)
  await studio.close()
  const generation = await studio.open()
  const traces = [requestId, ...batch.jobIds, other.requestId].map(
    (id) => generation.get(id)?.trace,
  )
  expect(traces).toEqual([trace, trace, trace, undefined])
})
