import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordArbitrary } from '../../test/random-record.ts'
import { GalleryIndex } from './gallery-index.ts'

test('today is the local calendar day of the clock', () => {
  const index = new GalleryIndex()
  const [record] = fc.sample(recordArbitrary, { numRuns: 1, seed: 4 })
  if (record === undefined) throw new Error('a record expected')
  const noon = new Date(2026, 10, 22, 12)
  const midnight = new Date(2026, 10, 22)
  const next = new Date(2026, 10, 23)
  const times = [
    midnight.getTime() - 1,
    midnight.getTime(),
    noon.getTime(),
    next.getTime() - 1,
    next.getTime(),
  ]
  index.apply(
    '',
    times.map((createdMs, number) => ({ ...record, createdMs, name: `${number}.png` })),
  )
  expect(index.statistics({}, noon.getTime()).todayCount).toBe(3)
  expect(index.statistics({ tag: 'none' }, next.getTime())).toMatchObject({
    todayCount: 1,
    filteredImages: 0,
    totalImages: 5,
  })
  expect(index.facets({}).days).toEqual([
    { value: '2026-11-23', count: 1 },
    { value: '2026-11-22', count: 3 },
    { value: '2026-11-21', count: 1 },
  ])
})
