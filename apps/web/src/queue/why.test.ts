import { expect, test } from 'vitest'
import { whyOf } from './why.ts'

test('a turn is said in a word, anything else in the sentence of the server', () => {
  expect(whyOf({ waiting_for: 'turn', waiting_detail: '3 jobs run first.', position: 3 })).toBe(
    'waits for its turn',
  )
  expect(whyOf({ waiting_for: 'turn', position: 0 })).toBe('is next')
  expect(whyOf({ waiting_for: 'disk', waiting_detail: 'The disk is full.' })).toBe(
    'The disk is full.',
  )
  expect(whyOf({ waiting_for: 'model' })).toBe('waits for model')
})
