import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type OtlpReceiver, type ReceivedSpan, receiveTraces } from './otlp-receiver.ts'
import { ended, generate, type RunningDarkroom, request, runDarkroom } from './running-darkroom.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const callerSpan = '00f067aa0ba902b7'
const traceparent = `00-${traceId}-${callerSpan}-01`

function sendTo({ url }: OtlpReceiver): void {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url)
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '50')
}

const acceptedSchema = z.object({
  request_id: z.string().default(''),
  batch_id: z.string().default(''),
})

async function ask(
  { url }: RunningDarkroom,
  path: string,
  body: object = {},
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return acceptedSchema.parse(await answer.json())
}

const jobSpan = ({ spans }: OtlpReceiver, jobId: string): ReceivedSpan | undefined =>
  spans.find(({ name, attributes }) => name === 'job' && attributes['darkroom.job.id'] === jobId)

const stagesOf = ({ spans }: OtlpReceiver, { traceId: trace, spanId }: ReceivedSpan) =>
  spans
    .filter((span) => span.traceId === trace && span.parentSpanId === spanId)
    .toSorted((one, other) => one.startTimeUnixNano - other.startTimeUnixNano)

async function received(receiver: OtlpReceiver, jobId: string): Promise<ReceivedSpan> {
  await expect.poll(() => jobSpan(receiver, jobId)).toBeDefined()
  const span = jobSpan(receiver, jobId)
  if (span === undefined) throw new Error('no span')
  return span
}

test('a job goes on with the trace of its request, from acceptance over each stage to its end', async () => {
  await using receiver = await receiveTraces()
  sendTo(receiver)
  vi.stubEnv('OTEL_SERVICE_NAME', 'studio')
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'authorization=Bearer%20of-the-receiver')
  await using running = await runDarkroom()
  const { request_id: id } = await ask(running, '/api/generate', request, { traceparent })
  await ended(running, id)
  const job = await received(receiver, id)
  await expect
    .poll(() => receiver.spans.find(({ name }) => name === 'POST /api/generate'))
    .toMatchObject({
      traceId,
      parentSpanId: callerSpan,
      spanId: job.parentSpanId,
      attributes: { 'http.route': '/api/generate', 'http.response.status_code': '202' },
    })
  expect(job).toMatchObject({
    traceId,
    attributes: {
      'darkroom.job.workflow': 'text-to-image',
      'darkroom.job.model': request.model,
      'darkroom.job.end': 'succeeded',
    },
  })
  const stages = stagesOf(receiver, job)
  const names = stages.map(({ name }) => name)
  expect(names.slice(0, 2)).toEqual(['waiting', 'submitting'])
  expect(names.slice(-3)).toEqual(['running', 'collecting', 'committing'])
  expect(stages[0]?.startTimeUnixNano).toBe(job.startTimeUnixNano)
  for (const [index, stage] of stages.entries()) {
    const before = stages[index - 1]
    expect(stage.startTimeUnixNano).toBeGreaterThanOrEqual(before?.startTimeUnixNano ?? 0)
    expect(stage.endTimeUnixNano).toBeLessThanOrEqual(job.endTimeUnixNano)
  }
  expect(receiver.resources[0]).toMatchObject({ 'service.name': 'studio' })
  expect([...receiver.authorizations]).toEqual(['Bearer of-the-receiver'])
})

test('a job that a restart cuts off has one trace, whose spans of before hang on the span that is sent after', async () => {
  await using receiver = await receiveTraces()
  sendTo(receiver)
  await using running = await runDarkroom({ simulation: { stepsPerSecond: 20 } })
  const body = { ...request, steps: 30 }
  const { request_id: id } = await ask(running, '/api/generate', body, { traceparent })
  await running.simulator.waitFor(({ event }) => event === 'start')
  await running.restart()
  expect(jobSpan(receiver, id)).toBeUndefined()
  const before = receiver.spans.filter(({ name }) => name === 'waiting')
  await ended(running, id)
  const job = await received(receiver, id)
  expect(job.traceId).toBe(traceId)
  expect(before).toMatchObject([{ traceId, parentSpanId: job.spanId }])
  const stages = stagesOf(receiver, job)
  expect(stages.filter(({ name }) => name === 'waiting')).toHaveLength(1)
  expect(stages.filter(({ name }) => name === 'submitting')).toHaveLength(2)
  expect(stages.map(({ attributes }) => attributes['darkroom.run.end'])).toContain('returned')
})

test('of several jobs at once each has a trace of its own, under its id, with a link to the request', async () => {
  await using receiver = await receiveTraces()
  sendTo(receiver)
  await using running = await runDarkroom()
  const body = { ...request, batch_count: 2 }
  const { batch_id: batch } = await ask(running, '/api/batch', body, { traceparent })
  const jobs = () =>
    receiver.spans.filter(({ attributes }) => attributes['darkroom.batch.id'] === batch)
  await expect.poll(() => jobs().length).toBe(2)
  for (const { traceId: own, parentSpanId, links, attributes } of jobs()) {
    expect(own).toBe(String(attributes['darkroom.job.id']).replaceAll('-', ''))
    expect(parentSpanId).toBe('')
    expect(links).toMatchObject([{ traceId }])
  }
})

test('a job that fails says why, and one that is cancelled before it runs has waited to its end', async () => {
  await using receiver = await receiveTraces()
  sendTo(receiver)
  await using running = await runDarkroom()
  running.simulator.faults.add({ kind: 'out-of-memory', nodeClass: 'KSampler', times: 'always' })
  const failed = await generate(running)
  await ended(running, failed)
  expect(await received(receiver, failed)).toMatchObject({
    status: { code: 2 },
    attributes: { 'error.type': 'out_of_memory', 'darkroom.job.end': 'failed' },
  })
  await running.api.queue.pause.$post()
  const cancelled = await generate(running)
  await running.api.generate[':request_id'].$delete({ param: { request_id: cancelled } })
  const job = await received(receiver, cancelled)
  expect(job.attributes['darkroom.job.end']).toBe('cancelled')
  expect(stagesOf(receiver, job).map(({ name }) => name)).toEqual(['waiting'])
})

test('neither what is sampled away nor what supervisors ask is sent, nor a query with a token', async () => {
  await using receiver = await receiveTraces()
  sendTo(receiver)
  await using running = await runDarkroom()
  const { url } = running
  await ask(running, '/api/queue/pause', {}, { traceparent: traceparent.replace(/01$/, '00') })
  await fetch(`${url}/metrics`)
  await fetch(`${url}/api/health/ready`)
  await fetch(`${url}/api/queue?token=a-token-of-sixteen-or-more`)
  await expect.poll(() => receiver.spans.map(({ name }) => name)).toContain('GET /api/queue')
  expect(receiver.spans.map(({ name }) => name)).toEqual(['GET /api/queue'])
  expect(JSON.stringify(receiver.spans)).not.toContain('sixteen')
})

test('a receiver that is away keeps nothing from being made, nor a stop from ending', async () => {
  const receiver = await receiveTraces()
  await receiver[Symbol.asyncDispose]()
  sendTo(receiver)
  vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '200')
  await using running = await runDarkroom()
  expect((await ended(running, await generate(running))).status).toBe('completed')
})
