import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openStudio, request } from './studio.ts'

const always = { route: 'GET /view', times: 'always' } as const

test('a picture that comes a byte at a time is not waited for, nor asked for again for ever', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'dripping-body', ms: 20, ...always })
  expect(await studio.run()).toMatchObject({
    status: 'error',
    error: expect.stringMatching(/cannot be fetched whole: It came at \d+ bytes a second/),
    errorInfo: { code: 'no_output' },
  })
  expect(await studio.files()).toEqual([])
})

test('a job whose picture comes a byte at a time goes to another server', async () => {
  await using studio = await openStudio({ simulators: [{}, {}] })
  studio.simulator.faults.add({ kind: 'dripping-body', ms: 20, ...always })
  await studio.generation.drainServer('server-2')
  const { requestId } = await studio.generation.accept(request)
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('collecting')
  await studio.generation.resumeServer('server-2')
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-2' })
})

test('a job is cancelled while its picture comes a byte at a time', async () => {
  await using studio = await openStudio({ timings: { rateWindow: 60_000 } })
  studio.simulator.faults.add({ kind: 'dripping-body', ms: 20, ...always })
  const { requestId } = await studio.generation.accept(request)
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('collecting')
  await studio.generation.cancel(requestId)
  expect(await studio.ended(requestId)).toMatchObject({ status: 'cancelled' })
  expect(await studio.files()).toEqual([])
})

test('a job is cancelled while its picture waits for space', async () => {
  await using studio = await openStudio({
    failpoint: (name) => {
      if (name === 'view.mid') throw Object.assign(new Error('Full'), { code: 'ENOSPC' })
    },
  })
  const { requestId } = await studio.generation.accept(request)
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('waiting-for-space')
  await studio.generation.cancel(requestId)
  expect(await studio.ended(requestId)).toMatchObject({ status: 'cancelled' })
})

test('the time limit of a job holds for fetching its picture too', async () => {
  await using studio = await openStudio({ timings: { rateWindow: 60_000, timeout: 1_000 } })
  studio.simulator.faults.add({ kind: 'dripping-body', ms: 20, ...always })
  expect(await studio.run()).toMatchObject({
    status: 'error',
    error: 'It was made, but could not be fetched from ComfyUI within 1 seconds',
    errorInfo: { code: 'timeout' },
  })
  expect(await studio.files()).toEqual([])
})

test.each(['truncated-body', 'reset'] as const)(
  'a picture whose download breaks each time (%s) is not fetched for ever',
  async (kind) => {
    await using studio = await openStudio({ simulators: [{}, {}] })
    const when = 'before'
    studio.simulator.faults.add(kind === 'reset' ? { kind, when, ...always } : { kind, ...always })
    await studio.generation.drainServer('server-2')
    const { requestId } = await studio.generation.accept(request)
    await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('collecting')
    await studio.generation.resumeServer('server-2')
    expect(await studio.ended(requestId)).toMatchObject({
      status: 'completed',
      server: 'server-2',
    })
    expect(await studio.files()).toHaveLength(2)
  },
)

test('a picture is fetched once the proxy reaches ComfyUI again, and is not made again', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'html', route: 'GET /view', when: 'before', times: 5 })
  expect(await studio.run()).toMatchObject({ status: 'completed' })
  expect(studio.count('start')).toBe(1)
})

test('the time limit holds for a picture that is asked for again and again', async () => {
  await using studio = await openStudio({ timings: { timeout: 1_500 } })
  // Each question ends after a second.
  studio.simulator.faults.add({ kind: 'hang', when: 'before', ...always })
  expect(await studio.run()).toMatchObject({ status: 'error', errorInfo: { code: 'timeout' } })
})

test('what is fetched again because it found no space does not use up the time limit', async () => {
  let tries = 0
  await using studio = await openStudio({
    // Less than all tries together, and far more than a run takes on a busy machine.
    timings: { timeout: 2_000 },
    failpoint: async (name) => {
      if (name !== 'view.mid') return
      tries += 1
      if (tries > 8) return
      await delay(300)
      throw Object.assign(new Error('Full'), { code: 'ENOSPC' })
    },
  })
  expect(await studio.run()).toMatchObject({ status: 'completed' })
})

test('a picture without end is left at its first wrong byte', async () => {
  await using studio = await openStudio()
  const fault = studio.simulator.faults.add({ kind: 'endless-body', ...always })
  expect(await studio.run()).toMatchObject({
    status: 'error',
    error: expect.stringContaining('It is damaged'),
  })
  // Three downloads for each of three runs.
  expect(fault.hits).toBe(9)
  expect(await studio.files()).toEqual([])
})
