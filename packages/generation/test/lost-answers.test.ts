import { expect, test } from 'vitest'
import { openStudio, request } from './studio.ts'

test.each([
  ['the connection breaks before the prompt is taken', 'reset', 'before'],
  ['the connection breaks after the prompt was taken', 'reset', 'after'],
  ['500 before the prompt is taken', 'server-error', 'before'],
  ['500 although the prompt was taken', 'server-error', 'after'],
  ['a page of HTML before the prompt is taken', 'html', 'before'],
  ['a page of HTML although the prompt was taken', 'html', 'after'],
  ['nonsense instead of JSON', 'wrong-json', 'after'],
  ['no answer although the prompt was taken', 'hang', 'after'],
] as const)('POST /prompt, %s: it runs once', async (_name, kind, when) => {
  await using studio = await openStudio()
  const fault = studio.simulator.faults.add({ kind, when, route: 'POST /prompt' })
  const job = await studio.run()
  expect(fault.hits).toBe(1)
  expect(job.status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
  expect(studio.count('start')).toBe(1)
})

test('a prompt that is taken late is found before it is posted again', async () => {
  // The prompt runs for longer than a late second copy would need to arrive.
  await using studio = await openStudio({
    simulators: [{ stepsPerSecond: 10 }],
    timings: { settle: 600 },
  })
  studio.simulator.faults.add({ kind: 'late-enqueue', ms: 200, answer: 'reset' })
  expect((await studio.run()).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
})

test('a prompt that is taken later than anyone would wait runs no further than once', async () => {
  await using studio = await openStudio({
    simulators: [{ stepsPerSecond: 20 }],
    timings: { settle: 50 },
  })
  studio.simulator.faults.add({ kind: 'late-enqueue', ms: 500, answer: 'reset' })
  const job = await studio.run({ steps: 20 })
  expect(job.status).toBe('completed')
  await expect.poll(() => studio.count('enqueue')).toBe(2)
  await expect.poll(() => studio.count('delete')).toBe(1)
  expect(studio.count('finish')).toBe(1)
  expect(await studio.files()).toHaveLength(2)
})

test('a server that fails whenever it is handed the job ends it in the end', async () => {
  await using studio = await openStudio({ timings: { settle: 50 } })
  studio.simulator.faults.add({ kind: 'server-error', route: 'POST /prompt', times: 'always' })
  expect(await studio.run()).toMatchObject({
    status: 'error',
    errorInfo: { code: 'comfyui_error' },
  })
  expect(studio.count('enqueue')).toBe(0)
})

test('the end is announced before the history is written', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'history-delay', ms: 300 })
  expect((await studio.run()).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
})

test.each([
  ['GET /queue', 1],
  ['GET /history', 2],
  ['GET /view', 2],
])('%s answers with HTML for a while', async (route, times) => {
  await using studio = await openStudio()
  const { faults } = studio.simulator
  // A prompt whose answer came is not looked for in the queue.
  if (route === 'GET /queue') faults.add({ kind: 'reset', route: 'POST /prompt', when: 'after' })
  const fault = faults.add({ kind: 'html', route, times })
  expect((await studio.run()).status).toBe('completed')
  expect(fault.hits).toBe(times)
  expect(studio.count('enqueue')).toBe(1)
})

test('a picture that breaks off on its way is fetched again', async () => {
  await using studio = await openStudio()
  const fault = studio.simulator.faults.add({
    kind: 'truncated-body',
    route: 'GET /view',
    times: 2,
  })
  expect((await studio.run()).status).toBe('completed')
  expect(fault.hits).toBe(2)
  expect(studio.count('enqueue')).toBe(1)
})

test('the socket is cut mid-run', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const fault = studio.simulator.faults.add({ kind: 'drop-sockets', atStep: 2 })
  expect((await studio.run({ steps: 10 })).status).toBe('completed')
  expect(fault.hits).toBe(1)
  expect(studio.count('enqueue')).toBe(1)
})

test('the socket is open and says nothing', async () => {
  await using studio = await openStudio()
  const fault = studio.simulator.faults.add({ kind: 'silent-socket', times: 'always' })
  studio.simulator.dropSockets()
  await expect.poll(() => fault.hits).toBeGreaterThan(0)
  expect((await studio.run()).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
})

test('the server is started anew mid-run: the job runs again there', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'restart', atStep: 2 })
  const job = await studio.run()
  expect(job.status).toBe('completed')
  expect(studio.count('enqueue')).toBe(2)
  expect(studio.count('finish')).toBe(1)
})

test('the third server to die with a job is the last', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'restart', atStep: 2, times: 3 })
  const job = await studio.run()
  expect(job).toMatchObject({ status: 'error', errorInfo: { code: 'poison' } })
  expect(studio.count('enqueue')).toBe(3)
  expect((await studio.run({ seed: 8 })).status).toBe('completed')
})

test('a server that is down when its turn comes gets the job when it is back', async () => {
  await using studio = await openStudio()
  await studio.generation.pause()
  const { requestId } = await studio.generation.accept(request)
  await studio.simulator.stop()
  await studio.generation.resume()
  await expect.poll(() => studio.generation.servers()[0]?.status).toBe('unreachable')
  expect(studio.generation.get(requestId)).toMatchObject({ status: 'queued' })
  await studio.simulator.start()
  expect((await studio.ended(requestId)).status).toBe('completed')
  expect(studio.queue.get(requestId)).toMatchObject({ stalls: 0 })
})
