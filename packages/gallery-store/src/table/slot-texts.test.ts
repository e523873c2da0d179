import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { directoryArbitrary, recordArbitrary } from '../../test/random-record.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import { GalleryIndex } from './gallery-index.ts'
import { SlotTexts } from './slot-texts.ts'

const write = (entry: GalleryEntry): string => JSON.stringify(entry)

test('what is made of an image is that of the image as it is, whatever came, changed and went', () => {
  const steps = fc.array(
    fc.record({
      directory: directoryArbitrary,
      records: fc.array(recordArbitrary, { maxLength: 10 }),
      removed: fc.array(
        fc.integer({ min: 0, max: 30 }).map((number) => `${number}.png`),
        { maxLength: 10 },
      ),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(steps, (all) => {
      const index = new GalleryIndex()
      for (const { directory, records, removed } of all) {
        index.apply(directory, records, removed)
        for (const entry of index.query({}, {}).items) {
          expect(index.textOf(entry.id, write)).toBe(write(entry))
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('an image is written once while it stays as it is, and by another function at once', () => {
  const index = new GalleryIndex()
  const [record] = fc.sample(recordArbitrary, 1)
  const [added] = record === undefined ? [] : index.apply('', [record])
  const id = added?.id ?? ''
  const spy = vi.fn(write)
  expect(index.textOf(id, spy)).toBe(index.textOf(id, spy))
  expect(spy).toHaveBeenCalledOnce()
  expect(index.textOf(id, () => 'another')).toBe('another')
  expect(index.textOf('nobody', spy)).toBeUndefined()
})

test('the oldest go first, so that there are never more characters than are allowed', () => {
  const put = fc.record({ slot: fc.nat(9), text: fc.string({ maxLength: 8 }), gone: fc.nat(30) })
  fc.assert(
    fc.property(fc.array(put, { maxLength: 60 }), (puts) => {
      const texts = new SlotTexts(20)
      let model: (readonly [slot: number, text: string])[] = []
      for (const { slot, text, gone } of puts) {
        texts.put(slot, text)
        model = [...model.filter(([each]) => each !== slot), [slot, text]]
        while (model.reduce((sum, [, { length }]) => sum + length, 0) > 20) model.shift()
        texts.delete(gone)
        model = model.filter(([each]) => each !== gone)
        const known = new Map(model)
        for (let each = 0; each < 10; each += 1) expect(texts.get(each)).toBe(known.get(each))
      }
    }),
  )
})
