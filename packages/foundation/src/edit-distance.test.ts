import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import { expect, test } from 'vitest'
import { editDistance } from './edit-distance.ts'

test.each([
  ['', '', 0],
  ['fox', '', 3],
  ['', 'fox', 3],
  ['kitten', 'sitting', 3],
  ['colour', 'color', 1],
])('from %j to %j are %i edits', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits)
})

test('it counts as fastest-levenshtein does', () => {
  // Few letters give texts much in common; beyond 32 characters that library uses another algorithm.
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 80 }),
    fc.string(),
  )
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(editDistance(a, b)).toBe(distance(a, b))
    }),
  )
})
