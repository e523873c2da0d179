import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SortedList } from './sorted-list.ts'

const isLess = (one: number, other: number): boolean => one < other

/** Ways to begin that fill several chunks, and leave gaps for what comes between. */
const beginning = fc.constantFrom(
  [],
  Array.from({ length: 3_000 }, (_, index) => index * 2),
  Array.from({ length: 3_000 }, (_, index) => 6_000 - index * 2),
)
const steps = fc.array(
  fc.record({ add: fc.boolean(), item: fc.integer({ min: -10, max: 6_010 }) }),
  { maxLength: 300 },
)

test('a sorted list is a sorted array', () => {
  fc.assert(
    fc.property(beginning, steps, (items, changes) => {
      const list = new SortedList<number>(isLess)
      for (const item of items) list.add(item)
      const model = new Set<number>(items)
      for (const { add, item } of changes) {
        if (!add) expect(list.remove(item)).toBe(model.delete(item))
        else if (!model.has(item)) {
          list.add(item)
          model.add(item)
        }
      }
      const sorted = [...model].sort((left, right) => left - right)
      expect([...list]).toEqual(sorted)
      expect(list.size).toBe(sorted.length)
      for (const { item } of changes) {
        const index = sorted.indexOf(item)
        expect(list.position(item)).toBe(index < 0 ? undefined : index)
        expect(list.at(Math.max(0, item))).toBe(sorted[Math.max(0, item)])
      }
    }),
    { numRuns: 60 },
  )
})

test('a list that was emptied takes items again', () => {
  const list = new SortedList<number>(isLess)
  for (let item = 0; item < 5_000; item++) list.add(item)
  for (let item = 4_999; item >= 0; item--) list.remove(item)
  expect([...list]).toEqual([])
  list.add(7)
  expect(list.position(7)).toBe(0)
})
