import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atOnce } from './build-order.ts'
import { radixSort } from './radix-sort.ts'

const keys = fc.oneof(
  fc.nat({ max: 3 }),
  fc.nat({ max: 5000 }),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
)

test('items are sorted by their keys, and stay as they were where these are equal', () => {
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 200 }), (all) => {
      const items = Uint32Array.from(all, (_, item) => item).reverse()
      const expected = Array.from(items).sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0))
      expect([...atOnce(radixSort(items, Uint32Array.from(all)))]).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})
