import { expect, test } from 'vitest'
import { executionError, outOfMemoryError } from './judge-failure.ts'

const failure = {
  promptId: 'p',
  executed: [],
  nodeId: '5',
  nodeClass: 'KSampler',
  exceptionType: 'torch.OutOfMemoryError',
  exceptionMessage: 'Allocation on device',
  traceback: [],
  inputs: {},
  isOutOfMemory: true,
}

const messageFor = (inputs: Readonly<Record<string, unknown>>, recipe: object = inputs): string =>
  outOfMemoryError(failure, { workflow: 'any', inputs, recipe, output: 'o' }, undefined).message

test('out of memory is told with what the workflow has of size and model', () => {
  const resolution = { width: 64, height: 128 }
  expect(messageFor({ resolution, model: 'm', batch_size: 2 })).toBe(
    'Out of memory at 64×128 × 2 with m, twice',
  )
  expect(messageFor({ model: 'm' })).toBe('Out of memory with m, twice')
  expect(messageFor({})).toBe('Out of memory, twice')
})

const failed = {
  ...failure,
  nodeClass: 'LoraLoader',
  exceptionType: 'SafetensorError',
  exceptionMessage: 'Error while deserializing header',
  inputs: { lora_name: 'style/ink.safetensors', text: 'a harbour. At dawn' },
  isOutOfMemory: false,
}

test('a file that breaks a node is named', () => {
  expect(executionError(failed).message).toBe(
    'LoraLoader failed with style/ink.safetensors: Error while deserializing header',
  )
  expect(
    executionError({
      ...failed,
      nodeClass: 'LoadImage',
      exceptionType: 'PIL.UnidentifiedImageError',
      exceptionMessage: "cannot identify image file '/home/me/ComfyUI/input/notes.png'",
      inputs: { image: 'notes.png' },
    }),
  ).toMatchObject({
    message: 'LoadImage failed with notes.png: that is no picture it can read',
    details: { hint: expect.stringContaining('PNG or JPEG') },
  })
})

test.each([
  [
    "[Errno 2] No such file or directory: '/home/me/My Models/loras/ink.safetensors'",
    "[Errno 2] No such file or directory: 'ink.safetensors'",
  ],
  [
    "Cannot load 'C:\\Users\\me\\ComfyUI\\models\\vae.pt': bad magic",
    "Cannot load 'vae.pt': bad magic",
  ],
  ['No /srv/comfy/a.png, nor in x/y of it', 'No a.png, nor in x/y of it'],
  ['Got 3/4/5 of https://host/a/b, and and/or', 'Got 3/4/5 of https://host/a/b, and and/or'],
])('the folders of the server are not told: %s', (exceptionMessage, told) => {
  expect(executionError({ ...failed, inputs: {}, exceptionMessage }).message).toBe(
    `LoraLoader failed: ${told}`,
  )
})

test('what a server says at any length makes an error of a few lines', () => {
  const long = 'x'.repeat(20_000_000)
  const error = executionError({ ...failed, nodeClass: long, nodeId: long, exceptionMessage: long })
  expect(JSON.stringify(error).length).toBeLessThan(2_000)
})
