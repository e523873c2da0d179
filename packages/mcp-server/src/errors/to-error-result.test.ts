import { DoorError } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { errorText } from './to-error-result.ts'

test('of wrong arguments each is told by the name that it has here, with names that are nearest', () => {
  const error = new DoorError(400, 'invalid_input', 'The body is not valid: two fields.', {
    parts: [
      { path: 'resolution.width', message: 'must be at most 2048' },
      {
        path: 'sampler',
        message: 'is on no server ("eulr")',
        nearest: ['euler', 'euler_ancestral'],
      },
    ],
  })
  expect(errorText(error)).toBe(
    'width: must be at most 2048. sampler: is on no server ("eulr"). Nearest names: euler, euler_ancestral.',
  )
})

test('names that the hint has already are not told again, and routes are told as tools', () => {
  const error = new DoorError(400, 'invalid_input', 'model is on no server.', {
    hint: 'Did you mean "a.safetensors"? GET /api/models lists all models.',
    parts: [{ path: 'model', message: 'is on no server', nearest: ['a.safetensors'] }],
  })
  expect(errorText(error)).toBe(
    'model: is on no server. Did you mean "a.safetensors"? list_models lists all models.',
  )
})

test('a problem that has its names is not followed by them, nor by a route that is no tool', () => {
  const error = new DoorError(400, 'invalid_input', 'sampler is not known.', {
    hint: 'Did you mean euler? GET /api/samplers lists samplers and schedulers.',
    parts: [{ path: 'sampler', message: 'no server has "eulr"; did you mean euler?' }],
  })
  expect(errorText(error)).toBe('sampler: no server has "eulr"; did you mean euler?')
})

test('what stands against a graph follows the sentence, five places at most', () => {
  const parts = Array.from({ length: 7 }, (_, index) => ({
    path: `${index}.ckpt_name`,
    message: 'is not in the list',
  }))
  const error = new DoorError(400, 'not_runnable', 'No server can run it.', { parts })
  expect(errorText(error)).toBe(
    `No server can run it. ${[0, 1, 2, 3, 4].map((node) => `${node}.ckpt_name: is not in the list.`).join(' ')}`,
  )
})

test('what may do better later says when', () => {
  const error = new DoorError(429, 'quota_exceeded', 'You have 100 jobs.', {
    hint: 'Wait for some of them to end.',
    retryAfter: 7,
  })
  expect(errorText(error)).toBe(
    'You have 100 jobs. Wait for some of them to end. Try again in 7 s.',
  )
})
