import { expect, test } from 'vitest'
import { outOfMemoryError } from './judge-failure.ts'

const failure = {
  promptId: 'p',
  executed: [],
  nodeId: '5',
  nodeClass: 'KSampler',
  exceptionType: 'torch.OutOfMemoryError',
  exceptionMessage: 'Allocation on device',
  traceback: [],
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
