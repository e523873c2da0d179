import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NaiveGallery, sortedPaths } from '../../test/naive-gallery.ts'
import { filterArbitrary } from '../../test/random-filter.ts'
import { recordArbitrary } from '../../test/random-record.ts'
import { InvalidQueryError } from '../errors.ts'
import { GalleryIndex } from './gallery-index.ts'

test('prompts are told once each, newest first, with the newest of their images', () => {
  const records = fc.uniqueArray(recordArbitrary, { selector: ({ name }) => name, maxLength: 31 })
  fc.assert(
    fc.property(records, filterArbitrary, fc.integer({ min: 1, max: 9 }), (all, filter, limit) => {
      const index = new GalleryIndex()
      const model = new NaiveGallery()
      index.apply('day', all)
      for (const record of all) model.put('day', record)
      const entries = sortedPaths(model.filter(filter), 'timestamp', 'desc').flatMap(
        (path) => model.entries.get(path) ?? [],
      )
      const groups = Map.groupBy(entries, ({ recipe }) => recipe.prompt ?? '')
      groups.delete('')
      const expected = [...groups].map(([prompt, [newest, ...others]]) => ({
        prompt,
        newest,
        count: others.length + 1,
      }))
      expect(index.prompts(filter, limit)).toEqual(expected.slice(0, limit))
    }),
    { numRuns: 200 },
  )
})

test.each([0, 1001, 1.5])('a limit of %d is refused', (limit) => {
  expect(() => new GalleryIndex().prompts({}, limit)).toThrow(InvalidQueryError)
})
