import { expect, test } from 'vitest'
import { inWords } from './duration.ts'

test('seconds are told in the unit that a person would use', () => {
  expect([0, 8.4, 89, 90, 3599, 5400, 7200].map(inWords)).toEqual([
    '1 s',
    '8 s',
    '89 s',
    '2 min',
    '60 min',
    '1 h 30 min',
    '2 h',
  ])
})
