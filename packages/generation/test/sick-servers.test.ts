import type { Fault } from '@darkroom/comfy-simulator'
import { expect, test } from 'vitest'
import { asked, openStudio, type Studio } from './studio.ts'

const six = [1, 2, 3, 4, 5, 6]

/** Runs six jobs: the first server has the fault, the second waits until the first is suspected. No job may suffer. */
async function runSixWith(studio: Studio, fault: Fault): Promise<readonly string[]> {
  const [first, second] = studio.simulators
  const sickness = first?.faults.add(fault)
  second?.hold()
  const accepted = await Promise.all(six.map((seed) => studio.generation.accept(asked({ seed }))))
  await expect
    .poll(() => studio.generation.servers()[0])
    .toMatchObject({ status: 'suspect', problem: expect.stringMatching(/./) })
  second?.release()
  const jobs = await Promise.all(accepted.map(({ requestId }) => studio.ended(requestId)))
  sickness?.remove()
  return jobs.map(({ status, error }) => error ?? status)
}

test('a server that fails whenever it is handed a job costs no job its picture', async () => {
  await using studio = await openStudio({ simulators: [{}, {}] })
  const ends = await runSixWith(studio, {
    kind: 'server-error',
    route: 'POST /prompt',
    times: 'always',
  })
  expect(ends).toEqual(six.map(() => 'completed'))
})

test('a server whose graphics card has failed costs no job its picture, and works again once it is mended', async () => {
  await using studio = await openStudio({ simulators: [{}, {}] })
  const ends = await runSixWith(studio, {
    kind: 'node-error',
    times: 'always',
    nodeClass: 'KSampler',
    type: 'RuntimeError',
    message: 'CUDA error: an illegal memory access was encountered',
  })
  expect(ends).toEqual(six.map(() => 'completed'))
  await studio.generation.drainServer('server-2')
  await expect.poll(() => studio.generation.servers()[0]?.status).toBe('ready')
  expect(await studio.run()).toMatchObject({ status: 'completed', server: 'server-1' })
})

test('a job that its only server fails three times ends with the reason', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({
    kind: 'node-error',
    times: 3,
    nodeClass: 'KSampler',
    type: 'torch.AcceleratorError',
    message: 'device-side assert triggered',
  })
  const job = await studio.run()
  expect(job.error).toBe('KSampler failed: device-side assert triggered')
  expect(job.errorInfo?.hint).toMatch(/restart ComfyUI/)
  expect(studio.count('enqueue')).toBe(3)
})

test('a server that is up, but says nothing of its prompts, loses its job to another, and is not given it again', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 10 }, {}] })
  const { generation } = studio
  await generation.drainServer('server-2')
  const { requestId } = await generation.accept(asked({ steps: 20 }))
  await expect.poll(() => generation.get(requestId)?.stage).toBe('running')
  for (const route of ['GET /queue', 'GET /history']) {
    studio.simulator.faults.add({ kind: 'wrong-json', route, when: 'before', times: 'always' })
  }
  await generation.resumeServer('server-2')
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-2' })
  expect(await studio.files()).toHaveLength(2)
})
