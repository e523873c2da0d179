import { expect, test } from 'vitest'
import { describeChanged } from './describe-frame.ts'

const told = { description: 'Mara opens the door.', shotType: 'wide shot' }
const before = 'ink, Mara, wide shot of an open door'

test('a frame whose prompt stays keeps what is told of it', () => {
  expect(describeChanged(told, { before, now: ` ${before}`, prefix: 'ink, Mara' })).toEqual(told)
})

test('a new prompt is its own description, without what all frames of the story begin with', () => {
  const now = 'ink, Mara, a fox in the snow'
  expect(describeChanged(told, { before, now, prefix: 'ink, Mara' })).toEqual({
    description: 'a fox in the snow',
    shotType: '',
  })
  expect(describeChanged(told, { before, now: 'ink', prefix: 'ink' }).description).toBe('ink')
})

test('a shot type stays that the new prompt has too, or that the former never spoke of', () => {
  const now = 'a fox, Wide Shot'
  expect(describeChanged(told, { before, now, prefix: '' }).shotType).toBe('wide shot')
  const silent = { before: 'an open door', now: 'a fox', prefix: '' }
  expect(describeChanged(told, silent).shotType).toBe('wide shot')
})
