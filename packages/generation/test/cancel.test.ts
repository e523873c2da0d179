import { expect, test } from 'vitest'
import { postAsStranger } from './stranger.ts'
import { asked, openStudio, request } from './studio.ts'

test('a waiting job is cancelled at once and never reaches a server', async () => {
  await using studio = await openStudio()
  await studio.generation.pause()
  const { requestId } = await studio.generation.accept(request)
  expect(await studio.generation.cancel(requestId)).toBe('cancelled')
  expect(studio.generation.get(requestId)?.status).toBe('cancelled')
  await studio.generation.resume()
  expect((await studio.run({ seed: 8 })).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
})

test('a running job is interrupted, and only that', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { requestId } = await studio.generation.accept(asked({ steps: 100 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  expect(await studio.generation.cancel(requestId)).toBe('requested')
  expect((await studio.ended(requestId)).status).toBe('cancelled')
  expect(studio.count('interrupted')).toBe(1)
  expect(await studio.files()).toEqual([])
  expect((await studio.run({ seed: 8 })).status).toBe('completed')
})

test("a job that waits behind a stranger's on the server is taken off its queue", async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const stranger = await postAsStranger(studio.simulator.url)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  const { requestId } = await studio.generation.accept(request)
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('pending')
  expect(await studio.generation.cancel(requestId)).toBe('requested')
  expect((await studio.ended(requestId)).status).toBe('cancelled')
  expect(studio.count('delete')).toBe(1)
  expect(studio.count('interrupted')).toBe(0)
  const { promptId } = await studio.simulator.waitFor(({ event }) => event === 'finish')
  expect(promptId).toBe(stranger)
})

test('a finished job is not cancelled', async () => {
  await using studio = await openStudio()
  const { requestId } = await studio.run()
  expect(await studio.generation.cancel(requestId)).toBe('too-late')
  expect(studio.generation.get(requestId)?.status).toBe('completed')
  expect(await studio.generation.cancel(crypto.randomUUID())).toBe('unknown')
})

test('a cancel that comes while the picture is brought in is too late', async () => {
  await using studio = await openStudio({
    failpoint: async (name) => {
      if (name === 'rename.after') await studio.generation.cancel(id)
    },
  })
  const { requestId: id } = await studio.generation.accept(request)
  expect((await studio.ended(id)).status).toBe('completed')
  expect(await studio.files()).toHaveLength(2)
})

test('a job whose server does not answer is cancelled at once, and swept when it returns', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 5 }] })
  const { requestId } = await studio.generation.accept(asked({ steps: 50 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  const mute = studio.simulator.faults.add({ kind: 'reset', route: '', times: 'always' })
  studio.simulator.dropSockets()
  await expect.poll(() => studio.generation.servers()[0]?.status).toBe('unreachable')
  await studio.generation.cancel(requestId)
  expect((await studio.ended(requestId)).status).toBe('cancelled')
  expect(studio.count('interrupted')).toBe(0)
  mute.remove()
  await studio.simulator.waitFor(({ event }) => event === 'interrupted')
})
