import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { QueueFullError, QuotaExceededError } from '../src/accept/queue-full.ts'
import { ComfyUnavailableError, DiskLowError, InvalidRequestError } from '../src/errors.ts'
import { inputs } from './settings.ts'
import { asked, openStudio, request } from './studio.ts'

test('an unknown model is refused at the door with the nearest names', async () => {
  await using studio = await openStudio()
  const refused = studio.generation.accept(asked({ model: 'dreamscape.safetensors' }))
  await expect(refused).rejects.toBeInstanceOf(InvalidRequestError)
  await expect(refused).rejects.toMatchObject({
    field: 'model',
    nearest: ['base/dreamscape_xl.safetensors'],
  })
  expect(studio.generation.queueState().waiting).toBe(0)
})

test('a model that was put there a moment ago is found', async () => {
  await using studio = await openStudio({ timings: { catalog: 60_000 } })
  await studio.generation.models()
  studio.simulator.setModels({ checkpoints: ['base/brand_new.safetensors'] })
  await expect
    .poll(async () => {
      try {
        return (await studio.run({ model: 'base/brand_new.safetensors' })).status
      } catch {
        return 'refused'
      }
    })
    .toBe('completed')
})

test('when no server answers, nothing is queued', async () => {
  await using studio = await openStudio()
  await studio.simulator.stop()
  await expect.poll(() => studio.generation.servers()[0]?.status).toBe('unreachable')
  const refused = studio.generation.accept(request)
  await expect(refused).rejects.toBeInstanceOf(ComfyUnavailableError)
  await expect(refused).rejects.toMatchObject({ retryAfterSeconds: 5 })
  expect(studio.queue.counts().queued).toBe(0)
  await studio.simulator.start()
  expect((await studio.run()).status).toBe('completed')
})

test('a server whose socket broke is asked again before a prompt is taken', async () => {
  await using studio = await openStudio({ timings: { probe: 60_000, healthFresh: 60_000 } })
  await studio.generation.pause()
  await studio.simulator.stop()
  const accept = () => studio.generation.accept(request).then(() => 'accepted', String)
  await expect.poll(accept).toContain('ComfyUnavailableError: ComfyUI at http')
})

test('a server that is too slow to say what it has is not available, and nothing is queued', async () => {
  await using studio = await openStudio({
    simulators: [{ faults: [{ kind: 'hang', route: 'GET /object_info', times: 'always' }] }],
    timings: { catalogTimeout: 50 },
  })
  for (const ask of [() => studio.generation.accept(request), () => studio.generation.models()]) {
    const question = ask()
    await expect(question).rejects.toBeInstanceOf(ComfyUnavailableError)
    await expect(question).rejects.toThrow('did not answer within 50 ms')
  }
  expect(studio.queue.counts().queued).toBe(0)
})

test('too many waiting jobs are refused, and a batch as a whole', async () => {
  await using studio = await openStudio({ maxWaiting: 3, maxWaitingPerClient: 3 })
  const { generation } = studio
  await generation.pause()
  await generation.accept(request, { client: 'a' })
  const batchOf = (batchCount: number) =>
    generation.groups.accept('batch', { ...request, batchCount }, { client: 'b' })
  await expect(batchOf(3)).rejects.toThrow(
    'The queue is full: 1 job waits of at most 3, and 3 more were asked for',
  )
  await expect(batchOf(4)).rejects.toThrow('This makes 4 jobs, and at most 3 may wait')
  expect(generation.queueState().waiting).toBe(1)
  await generation.accept(request, { client: 'b' })
  await generation.accept(request, { client: 'c' })
  await expect(generation.accept(request, { client: 'd' })).rejects.toMatchObject({ waiting: 3 })
})

test('what waits may have so many bytes, and half of them of one client', async () => {
  await using studio = await openStudio({ maxWaitingBytes: 8_000 })
  const { generation } = studio
  await generation.pause()
  const ask = (client: string) =>
    generation.accept(asked({ prompt: 'fox '.repeat(1_000) }), { client })
  await ask('ann')
  await expect(ask('ann')).rejects.toThrow(
    'You have 1 job waiting, which has all the bytes that may wait',
  )
  await ask('ben')
  await expect(ask('eve')).rejects.toThrow(
    'The queue is full: 2 jobs wait, which have all the bytes that may wait',
  )
})

test('a model that vanished after it was accepted fails with a sentence and the node', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'model-disappears', name: inputs.model, times: 'always' })
  const job = await studio.run()
  expect(job).toMatchObject({
    status: 'error',
    errorInfo: { code: 'validation_failed', nodeClass: 'CheckpointLoaderSimple' },
  })
  expect(job.error).toContain('Value not in list')
  expect(job.errorInfo?.hint).toContain('choose another')
})

test('an exception in a node ends the job at once, with node and hint', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({
    kind: 'node-error',
    nodeClass: 'KSampler',
    type: 'RuntimeError',
    message: 'mat1 and mat2 shapes cannot be multiplied (77x768 and 2048x640)',
  })
  const job = await studio.run()
  expect(job).toMatchObject({
    status: 'error',
    errorInfo: { code: 'execution_failed', nodeClass: 'KSampler' },
  })
  expect(job.errorInfo?.hint).toContain('family')
  expect(studio.count('enqueue')).toBe(1)
  expect((await studio.run({ seed: 8 })).status).toBe('completed')
})

test('out of memory is tried once more with everything unloaded', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'out-of-memory', nodeClass: 'KSampler' })
  expect((await studio.run()).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(2)
})

test('out of memory twice fails with numbers', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'out-of-memory', nodeClass: 'KSampler', times: 'always' })
  const job = await studio.run()
  expect(job).toMatchObject({ status: 'error', errorInfo: { code: 'out_of_memory' } })
  expect(job.error).toMatch(/64×64.*GiB/)
  expect(studio.count('enqueue')).toBe(2)
})

test('interrupted by someone else, the job runs again', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'foreign-interrupt', atStep: 2 })
  expect((await studio.run()).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(2)
})

test('interrupted by someone else again and again, it fails', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'foreign-interrupt', atStep: 2, times: 'always' })
  expect(await studio.run()).toMatchObject({
    status: 'error',
    errorInfo: { code: 'interrupted' },
  })
  expect(studio.count('enqueue')).toBe(3)
})

test('a job that runs for too long is stopped, on the server too', async () => {
  await using studio = await openStudio({
    simulators: [{ stepsPerSecond: 10 }],
    timings: { timeout: 300 },
  })
  const job = await studio.run({ steps: 150 })
  expect(job).toMatchObject({ status: 'error', errorInfo: { code: 'timeout' } })
  expect(studio.count('interrupted')).toBe(1)
})

test('a server whose worker died is found out, and gets no more work', async () => {
  await using studio = await openStudio({ timings: { timeout: 2_000, stopGrace: 200 } })
  studio.simulator.faults.add({ kind: 'zombie-worker', atStep: 2 })
  expect(await studio.run()).toMatchObject({ status: 'error', errorInfo: { code: 'timeout' } })
  expect(studio.generation.servers()[0]?.status).toBe('stuck')
  const { requestId } = await studio.generation.accept(asked({ seed: 9 }))
  await studio.simulator.restart()
  expect((await studio.ended(requestId)).status).toBe('completed')
})

test('while the disk is full the picture waits, and is not made again', async () => {
  let isFull = true
  await using studio = await openStudio({
    failpoint: (name) => {
      if (name === 'view.mid' && isFull) throw Object.assign(new Error('Full'), { code: 'ENOSPC' })
    },
  })
  const { requestId } = await studio.generation.accept(request)
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('waiting-for-space')
  expect(await studio.files()).toEqual([])
  isFull = false
  expect((await studio.ended(requestId)).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
})

test('a picture that cannot be stored fails with a hint, after some tries', async () => {
  await using studio = await openStudio()
  const day = new Date()
  const folder = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('')
  await writeFile(join(studio.galleryRoot, folder), 'in the way')
  const job = await studio.run()
  expect(job).toMatchObject({ status: 'error', errorInfo: { code: 'storage_failed' } })
  expect(studio.count('enqueue')).toBe(1)
})

test('nothing is accepted while the disk has hardly room for what was', async () => {
  await using studio = await openStudio({ minFreeBytes: Number.MAX_SAFE_INTEGER })
  const refused = studio.generation.accept(request)
  await expect(refused).rejects.toBeInstanceOf(DiskLowError)
  await expect(refused).rejects.toMatchObject({ neededBytes: Number.MAX_SAFE_INTEGER })
  expect(studio.generation.queueState().waiting).toBe(0)
})

test('however many ask at the same moment, no more are accepted than there is room for', async () => {
  await using studio = await openStudio({ maxWaiting: 5, maxWaitingPerClient: 3 })
  await studio.generation.pause()
  const askTenTimes = (client: string) =>
    Promise.allSettled(
      Array.from({ length: 10 }, () => studio.generation.accept(request, { client })),
    )
  const answers = [...(await askTenTimes('ann')), ...(await askTenTimes('ben'))]
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  const reasons = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(reasons.filter((reason) => reason instanceof QuotaExceededError)).toHaveLength(7)
  expect(reasons.filter((reason) => reason instanceof QueueFullError)).toHaveLength(8)
})
