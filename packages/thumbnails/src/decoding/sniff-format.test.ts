import fc from 'fast-check'
import { expect, it } from 'vitest'
import { picture } from '../../test/pictures.ts'
import { isCutOff, sniffFormat, sniffLength, sniffPixels } from './sniff-format.ts'

it.each([
  ['png', picture(31, 17).png(), 31 * 17],
  ['webp', picture(31, 17).webp(), 31 * 17],
  ['webp', picture(31, 17).webp({ lossless: true }), 31 * 17],
  [
    'webp',
    picture(31, 17)
      .withExif({ IFD0: { Artist: 'x' } })
      .webp(),
    31 * 17,
  ],
  ['gif', picture(31, 17).gif(), 31 * 17],
  ['jpeg', picture(31, 17).jpeg(), undefined],
  ['avif', picture(31, 17).avif({ effort: 0 }), undefined],
] as const)(
  'knows %s by its first bytes, and its size where they say it',
  async (format, image, pixels) => {
    const bytes = await image.toBuffer()
    expect(sniffFormat(bytes.subarray(0, sniffLength))).toBe(format)
    expect(sniffPixels(format, bytes.subarray(0, sniffLength))).toBe(pixels)
    expect(isCutOff(format, bytes)).toBe(false)
    expect(isCutOff(format, Buffer.concat([bytes, Buffer.from('of another program')]))).toBe(false)
  },
)

it.each(['png', 'webp'] as const)('sees that a %s breaks off', async (format) => {
  const bytes = await picture(31, 17).toFormat(format).toBuffer()
  for (const length of [20, 32, 60, bytes.length - 1]) {
    expect(isCutOff(format, bytes.subarray(0, length))).toBe(true)
  }
})

it('takes no other bytes for an image, however few or odd', () => {
  expect(sniffFormat(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeUndefined()
  expect(sniffFormat(Buffer.from('II*\0 a TIFF of some kind'))).toBeUndefined()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: sniffLength }), (bytes) => {
      const format = sniffFormat(Buffer.from(bytes))
      expect(format === undefined || bytes[0] === 0xff).toBe(true)
    }),
  )
})
