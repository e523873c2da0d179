import { expect, it } from 'vitest'
import type { GalleryImage } from '../../api/types.ts'
import { examplePicture } from '../example-picture.ts'
import { PicturesByPlace } from './pictures-by-place.ts'

/** A list in memory that a test changes, behind what looks at it. */
function listOf(ids: readonly string[]) {
  const list = { ids }
  const arrived: number[] = []
  const load = async (place: number): Promise<GalleryImage | undefined> => {
    const id = list.ids[place]
    return id === undefined ? undefined : examplePicture({ id })
  }
  const pictures = new PicturesByPlace({
    total: ids.length,
    load,
    onArrival: (place) => arrived.push(place),
    onError: (cause) => {
      throw cause
    },
  })
  const idAt = (place: number): string | undefined => {
    const known = pictures.at(place)
    return known === 'gone' ? 'gone' : known?.id
  }
  return { list, arrived, pictures, idAt }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

it('asks for a place once, and for none beyond the ends', async () => {
  const { pictures, arrived, idAt } = listOf(['a', 'b', 'c'])
  for (const place of [1, 1, -1, 3]) pictures.want(place)
  await settled()
  pictures.want(1)
  await settled()
  expect(arrived).toEqual([1])
  expect([idAt(0), idAt(1)]).toEqual([undefined, 'b'])
})

it('moves what is behind a removed picture up', async () => {
  const { pictures, idAt } = listOf(['a', 'b', 'c', 'd'])
  for (const place of [0, 1, 3]) pictures.want(place)
  await settled()
  expect(pictures.remove('b')).toBe(1)
  expect(pictures.total).toBe(3)
  expect([idAt(0), idAt(1), idAt(2)]).toEqual(['a', undefined, 'd'])
  expect(pictures.remove('of another page')).toBeUndefined()
})

it('finds the picture that is looked at after others came before it or went', async () => {
  const { list, pictures, idAt } = listOf(['a', 'b', 'c', 'd', 'e'])
  pictures.want(2)
  await settled()
  list.ids = ['new', 'newer', ...list.ids]
  pictures.total = 7
  expect(await pictures.realign(2)).toBe(4)
  expect([idAt(2), idAt(4)]).toEqual([undefined, 'c'])
  list.ids = ['c', 'd']
  pictures.total = 2
  expect(await pictures.realign(4)).toBe(0)
})

it('keeps a picture in its place that the list has no more', async () => {
  const { list, pictures, idAt } = listOf(['a', 'b', 'c'])
  pictures.want(1)
  await settled()
  list.ids = ['a', 'c']
  expect(await pictures.realign(1)).toBe(1)
  expect(idAt(1)).toBe('b')
})

it('does not take an answer for a place that is another one by now', async () => {
  const { list, pictures, idAt } = listOf(['a', 'b'])
  pictures.put(0, examplePicture({ id: 'a' }))
  pictures.want(1)
  pictures.remove('a')
  list.ids = ['b']
  await settled()
  expect(idAt(1)).toBeUndefined()
  pictures.want(0)
  await settled()
  expect(idAt(0)).toBe('b')
})

it('takes a picture as it is now', async () => {
  const { pictures, arrived } = listOf(['a'])
  pictures.want(0)
  await settled()
  pictures.replace(examplePicture({ id: 'a', metadata: { favourite: true } }))
  expect(pictures.at(0)).toMatchObject({ metadata: { favourite: true } })
  expect(arrived).toEqual([0, 0])
})
