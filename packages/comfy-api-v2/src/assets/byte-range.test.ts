import { expect, test } from 'vitest'
import { wantedRange } from './byte-range.ts'

test.each([
  ['bytes=0-4', { start: 0, end: 4 }],
  ['bytes=5-', { start: 5, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-99', { start: 0, end: 9 }],
  ['bytes=8-99', { start: 8, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=4-2', 'whole'],
  ['bytes=0-1,4-5', 'whole'],
  ['bytes=-', 'whole'],
  ['pages=1-2', 'whole'],
  [undefined, 'whole'],
])('of ten bytes, %s is %j', (header, wanted) => {
  expect(wantedRange(header, 10)).toEqual(wanted)
})

test('of an empty file there is no part', () => {
  expect(wantedRange('bytes=0-', 0)).toBe('unsatisfiable')
})
