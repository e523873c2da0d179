import { type InputFacts, mostPixels, UnusableInputError } from '@darkroom/input-pictures'
import { expect, test } from 'vitest'
import type { TakenAs } from './asked-picture.ts'
import { planTaken } from './plan-taken.ts'

const picture: InputFacts = {
  kind: 'picture',
  mediaType: 'image/png',
  extension: 'png',
  width: 40,
  height: 20,
  orientation: 1,
  hasAlpha: false,
  animated: false,
  durationSeconds: null,
}
const animation = { ...picture, mediaType: 'image/gif', animated: true }
const video: InputFacts = { ...picture, kind: 'video', mediaType: 'video/mp4' }
const sound: InputFacts = { ...picture, kind: 'audio', mediaType: 'audio/flac' }

test.each<[string, TakenAs, InputFacts]>([
  ['a picture where a video is wanted', 'video', picture],
  ['a sound where a video is wanted', 'video', sound],
  ['a picture where a sound is wanted', 'audio', animation],
  ['a video where a picture is wanted', 'picture', video],
])('%s is refused', (_, as, facts) => {
  expect(() => planTaken(facts, as, { all: [] })).toThrow(UnusableInputError)
})

test.each<[string, TakenAs, InputFacts]>([
  ['an animation is a video', 'video', animation],
  ['a video is a video', 'video', video],
  ['a video has sound', 'audio', video],
  ['a sound is a sound', 'audio', sound],
  ['a file may be any of them', 'file', sound],
])('%s, and goes as it is', (_, as, facts) => {
  expect(planTaken(facts, as, { all: [] })).toEqual({ kind: 'as-is' })
})

test('a picture takes its mask with it, at its own size', () => {
  const reference = { upload: 'a'.repeat(64) }
  const as = { maskedBy: { path: 'inputs.mask', reference } } as const
  const mask = { facts: { ...picture, width: 900, height: 900 }, path: '/uploads/m' }
  expect(planTaken(picture, as, { all: [picture], mask })).toEqual({
    kind: 'masked',
    mask: { kind: 'mask', reads: 'light', width: 40, height: 20, path: '/uploads/m' },
  })
  expect(() => planTaken(picture, as, { all: [], mask: { ...mask, facts: video } })).toThrow(
    'A mask',
  )
})

test('a picture may be made as large as a picture may be that is given, and no larger', () => {
  const as = (factor: number) => () =>
    planTaken({ ...picture, width: 6000, height: 4000 }, { enlargedBy: factor }, { all: [] })
  expect(6000 * 4000 * 2.7 ** 2).toBeLessThan(mostPixels)
  expect(as(2.7)()).toEqual({ kind: 'as-is' })
  expect(as(8)).toThrow(
    'Made 8 times larger, it would have 48000 × 32000 pixels, and 178 megapixels are the most: give a factor of at most 2.7, or a smaller picture',
  )
})
