import fc from 'fast-check'
import { expect, test } from 'vitest'
import { directoryArbitrary, recordArbitrary } from '../../test/random-record.ts'
import type { EntryRecord } from '../entry-record.ts'
import type { GallerySort } from '../gallery-query.ts'
import { GalleryIndex } from './gallery-index.ts'

const puts = fc.array(fc.tuple(directoryArbitrary, recordArbitrary), { maxLength: 40 })
const sorts = fc.constantFrom<GallerySort>('timestamp', 'model', 'prompt', 'filesize')

const ids = (index: GalleryIndex, sortBy: GallerySort): readonly string[] =>
  index.ids({}, { sortBy, limit: 1000 }).ids

function change(index: GalleryIndex, [directory, record]: readonly [string, EntryRecord]): void {
  if (record.favourite) index.apply(directory, [], [record.name])
  else index.apply(directory, [record])
}

test('an order that is prepared while images come, change and go is the one that is made at once', async () => {
  await fc.assert(
    fc.asyncProperty(puts, puts, sorts, async (first, later, sortBy) => {
      const index = new GalleryIndex()
      for (const [directory, record] of first) index.apply(directory, [record])
      const preparing = Promise.all([index.prepareOrder(sortBy), index.prepareOrder(sortBy)])
      for (const each of later) {
        change(index, each)
        // Each turn is one step of the preparation.
        await Promise.resolve()
      }
      await preparing
      const plain = new GalleryIndex()
      for (const [directory, record] of first) plain.apply(directory, [record])
      for (const each of later) change(plain, each)
      expect(ids(index, sortBy)).toEqual(ids(plain, sortBy))
      await index.prepareOrder(sortBy)
      expect(ids(index, sortBy)).toEqual(ids(plain, sortBy))
    }),
    { numRuns: 150 },
  )
})

test('a first use does not wait for an order that is being prepared', async () => {
  const index = new GalleryIndex()
  for (const [number, record] of fc.sample(recordArbitrary, { numRuns: 30, seed: 4 }).entries()) {
    index.apply('', [{ ...record, name: `${number}.png` }])
  }
  const preparing = index.prepareOrder('prompt')
  const atOnce = ids(index, 'prompt')
  await preparing
  expect(atOnce.length).toBe(30)
  expect(ids(index, 'prompt')).toEqual(atOnce)
})

test('times before 1970, parts of milliseconds and large files are in order', () => {
  const numbers = fc.oneof(
    fc.double({ noNaN: true, min: -1e13, max: 1e13 }),
    fc.integer(),
    fc.constant(0),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(numbers, fc.maxSafeNat()), { maxLength: 50 }),
      recordArbitrary,
      (all, record) => {
        const index = new GalleryIndex()
        for (const [number, [createdMs, size]] of all.entries()) {
          index.apply('', [{ ...record, name: `${number}.png`, createdMs, size }])
        }
        const page = { limit: 1000, sortOrder: 'asc' } as const
        const byTime = index.query({}, page).items.map(({ createdMs }) => createdMs)
        expect(byTime).toEqual(byTime.toSorted((a, b) => a - b))
        const sizes = index.query({}, { ...page, sortBy: 'filesize' }).items.map(({ size }) => size)
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      },
    ),
    { numRuns: 100 },
  )
})
