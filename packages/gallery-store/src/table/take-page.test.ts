import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterArbitrary } from '../../test/random-filter.ts'
import { directoryArbitrary, recordArbitrary } from '../../test/random-record.ts'
import { InvalidQueryError } from '../errors.ts'
import type { GallerySort } from '../gallery-query.ts'
import { GalleryIndex } from './gallery-index.ts'

const puts = fc.array(fc.tuple(directoryArbitrary, recordArbitrary), { maxLength: 60 })
const sorts = fc.constantFrom<GallerySort>('timestamp', 'model', 'prompt', 'filesize')
const orders = fc.constantFrom<'asc' | 'desc'>('asc', 'desc')

test('an offset gives the rows from any place as the whole list has them, and a cursor that goes on there', () => {
  const places = fc.integer({ min: 0, max: 70 })
  fc.assert(
    fc.property(
      puts,
      filterArbitrary,
      sorts,
      orders,
      fc.array(places, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 20 }),
      (items, filter, sortBy, sortOrder, offsets, limit) => {
        const index = new GalleryIndex()
        for (const [directory, record] of items) index.apply(directory, [record])
        const order = { sortBy, sortOrder }
        const { ids: all } = index.ids(filter, { ...order, limit: 1000 })
        for (const offset of offsets) {
          const page = index.ids(filter, { ...order, limit, offset })
          expect(page.ids).toEqual(all.slice(offset, offset + limit))
          expect(page.total).toBe(all.length)
          const { nextCursor: cursor } = page
          const rest = cursor && index.ids(filter, { ...order, limit: 1000, cursor }).ids
          expect(rest ?? []).toEqual(all.slice(offset + limit))
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('days are the stretches of the list, and the ranges of a filter by date', () => {
  fc.assert(
    fc.property(puts, filterArbitrary, (items, filter) => {
      const index = new GalleryIndex()
      for (const [directory, record] of items) index.apply(directory, [record])
      let offset = 0
      for (const { value, count } of index.facets(filter).days) {
        const { items: stretch } = index.query(filter, { offset, limit: count })
        const [year = 0, month = 1, day = 1] = value.split('-').map(Number)
        const dateFrom = new Date(year, month - 1, day).getTime()
        const dateTo = new Date(year, month - 1, day + 1).getTime() - 1
        expect(stretch.map(({ createdMs }) => createdMs >= dateFrom)).not.toContain(false)
        expect(stretch.map(({ createdMs }) => createdMs <= dateTo)).not.toContain(false)
        if (filter.dateFrom === undefined && filter.dateTo === undefined) {
          expect(index.query({ ...filter, dateFrom, dateTo }, {}).items).toEqual(stretch)
        }
        offset += count
      }
      expect(offset).toBe(index.query(filter, {}).total)
    }),
    { numRuns: 150 },
  )
})

test.each([{ offset: -1 }, { offset: 0.5 }, { offset: 2, cursor: 'x' }])(
  'a place that cannot be meant is refused: %j',
  (page) => {
    expect(() => new GalleryIndex().query({}, page)).toThrow(InvalidQueryError)
  },
)
