import { expect, it } from 'vitest'
import { examplePicture } from '../pictures/example-picture.ts'
import { findPlace } from './find-place.ts'

const newest = Date.parse('2026-11-27T12:00:00Z')

/** Pictures of which three at a time are of one moment, newest first. */
const pictures = Array.from({ length: 1000 }, (_, place) =>
  examplePicture({
    id: `picture-${place}`,
    timestamp: new Date(newest - Math.floor(place / 3) * 60_000).toISOString(),
  }),
)

it('finds every picture by few questions, in both orders', async () => {
  for (const order of ['desc', 'asc'] as const) {
    const list = order === 'desc' ? pictures : pictures.toReversed()
    for (const place of [0, 1, 499, 500, 501, 999]) {
      let questions = 0
      const load = async (start: number, count: number) => {
        questions += 1
        return list.slice(start, start + count)
      }
      const picture = list[place] ?? examplePicture()
      expect(await findPlace({ total: list.length, order, load }, picture)).toBe(place)
      expect(questions).toBeLessThanOrEqual(11)
    }
  }
})

it('says when the list has it not', async () => {
  const load = async (start: number, count: number) => pictures.slice(start, start + count)
  const list = { total: pictures.length, order: 'desc', load } as const
  const other = examplePicture({ id: 'other', timestamp: '2026-11-27T11:30:00Z' })
  expect(await findPlace(list, other)).toBeUndefined()
  expect(await findPlace({ ...list, total: 0 }, other)).toBeUndefined()
})
