import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Heap } from './heap.ts'

const heapOf = (items: readonly number[]): Heap<number> => {
  const heap = new Heap<number>((left, right) => left < right)
  for (const item of items) heap.push(item)
  return heap
}

const drain = (heap: Heap<number>): readonly number[] => {
  const popped: number[] = []
  for (let item = heap.pop(); item !== undefined; item = heap.pop()) popped.push(item)
  return popped
}

test('what goes in comes out sorted, also after something in the middle was taken', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.nat(), (items, at) => {
      const heap = heapOf(items)
      const removed = heap.items[at % items.length]
      heap.removeAt(at % items.length)
      const rest = items.toSorted((a, b) => a - b)
      rest.splice(rest.indexOf(removed ?? 0), 1)
      expect(drain(heap)).toEqual(rest)
    }),
  )
})

test('the list in between is the one that heapq makes', () => {
  expect(heapOf([56, 57, -58, -59, -2.5, 60]).items).toEqual([-59, -58, 56, 57, -2.5, 60])
})
