import { expect, it } from 'vitest'
import { savedFileText, toPicture, toPictures } from './picture-value.ts'

it('what a reload kept is a picture where it names one', () => {
  expect(
    [{ gallery: 'a' }, { upload: 'b' }, { job: 'c', index: 1 }, 'd.png'].map(toPicture),
  ).toEqual([{ gallery: 'a' }, { upload: 'b' }, { job: 'c', index: 1 }, 'd.png'])
  expect([null, 4, '', {}, { upload: 3 }].map(toPicture)).toEqual(Array.from({ length: 5 }))
  expect(toPictures([{ upload: 'b' }, 7])).toEqual([{ upload: 'b' }])
  expect(toPictures('b')).toEqual([])
})

it('the file that it was saved with counts only where the server has it', () => {
  expect(savedFileText('source.png', false)).toContain('source.png')
  expect(savedFileText('source.png', true)).toBeUndefined()
  expect(savedFileText(undefined, false)).toBeUndefined()
})
