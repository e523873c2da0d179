import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordArbitrary } from '../test/random-record.ts'
import { imageId } from './image-id.ts'
import { GalleryIndex } from './table/gallery-index.ts'

test('an id begins with a letter, and an image is found by it and by its form of before', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), recordArbitrary, (text, record) => {
      const name = `${text.replaceAll('/', '')}.png`
      const id = imageId(name)
      expect(id).toMatch(/^[a-z][\w-]{16}$/)
      const index = new GalleryIndex()
      index.apply('', [{ ...record, name }])
      expect(index.get(id)?.id).toBe(id)
      expect(index.get(id.slice(1))?.id).toBe(id)
      expect(index.get(`x${id.slice(1)}`)).toBeUndefined()
    }),
  )
})
