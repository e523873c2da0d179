import { expect, test } from 'vitest'
import { openStudio, request } from './studio.ts'

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
  const { requestId } = await studio.generation.accept({ ...request, steps: 100 })
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
  const { requestId } = await studio.generation.accept({ ...request, steps: 50 })
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

async function postAsStranger(url: string): Promise<string> {
  const promptId = crypto.randomUUID()
  const response = await fetch(`${url}/prompt`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt_id: promptId, client_id: 'stranger', prompt: strangersGraph }),
  })
  expect(response.status).toBe(200)
  return promptId
}

const strangersGraph = {
  '1': {
    class_type: 'CheckpointLoaderSimple',
    inputs: { ckpt_name: 'base/photoreal_v5.safetensors' },
  },
  '2': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
  '3': { class_type: 'CLIPTextEncode', inputs: { clip: ['1', 1], text: 'theirs' } },
  '4': {
    class_type: 'KSampler',
    inputs: {
      model: ['1', 0],
      positive: ['3', 0],
      negative: ['3', 0],
      latent_image: ['2', 0],
      seed: 1,
      steps: 20,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
    },
  },
  '5': { class_type: 'VAEDecode', inputs: { samples: ['4', 0], vae: ['1', 2] } },
  '6': { class_type: 'SaveImage', inputs: { images: ['5', 0], filename_prefix: 'theirs' } },
}
