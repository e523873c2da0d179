import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createFolder, png } from '../../test/pictures.ts'
import { DecodeFailure, toDecodeFailure } from './decode-failure.ts'

/** The sentences are sharp's own: these tests fail when a new version words them differently. */
describe('an error of sharp', () => {
  const codeOf = async (work: Promise<unknown>) =>
    await work.then(
      () => 'no error',
      (error: unknown) => toDecodeFailure(error).code,
    )

  it('is recognised by its words', async () => {
    const image = await png(40, 40)
    const wide = { create: { width: 17_000, height: 2, channels: 3, background: '#000' } } as const
    expect(await codeOf(sharp(image, { limitInputPixels: 100 }).toBuffer())).toBe('too-large')
    expect(await codeOf(sharp(wide).webp().toBuffer())).toBe('too-large')
    expect(await codeOf(sharp(Buffer.from('not an image')).toBuffer())).toBe('unsupported')
    expect(await codeOf(sharp('/nowhere/a.png').toBuffer())).toBe('not-found')
    expect(await codeOf(sharp(image.subarray(0, 60)).toBuffer())).toBe('corrupt')
  })

  // Takes a second, the shortest time limit of sharp.
  it('is recognised when the time is up', async () => {
    const create = { width: 8000, height: 8000, channels: 3, background: '#000' } as const
    await using folder = await createFolder()
    const path = await folder.write('a.png', await sharp({ create }).png().toBuffer())
    const slow = sharp(path).blur(60).timeout({ seconds: 1 }).png().toBuffer()
    expect(await codeOf(slow)).toBe('timeout')
  })
})

it('is passed on when it is a failure already, and corrupt when it is anything else', () => {
  const failure = new DecodeFailure('changed', 'changed meanwhile')
  expect(toDecodeFailure(failure)).toBe(failure)
  expect(toDecodeFailure('strange')).toMatchObject({ code: 'corrupt', message: 'strange' })
})
