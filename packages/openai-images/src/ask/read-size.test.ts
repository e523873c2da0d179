import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSize } from './read-size.ts'

test.each([
  ['1024x1024', { width: 1024, height: 1024 }],
  [' 1536 × 1024 ', { width: 1536, height: 1024 }],
  ['1000X500', { width: 1000, height: 504 }],
  ['3840x2160', { width: 2048, height: 1152 }],
  ['32x48', { width: 64, height: 96 }],
  ['auto', undefined],
  [undefined, undefined],
])('%s is %j', (text, size) => {
  expect(readSize(text)).toEqual(size)
})

test.each(['', 'large', '0x512', '512', '-5x5', '1024x1024x3'])('%j is refused', (text) => {
  expect(() => readSize(text)).toThrow('size must be auto or WIDTHxHEIGHT')
})

test('every size becomes one that can be asked for, of nearly the same shape', () => {
  const side = fc.integer({ min: 1, max: 99_999 })
  fc.assert(
    fc.property(side, side, (wide, high) => {
      const { width = 0, height = 0 } = readSize(`${wide}x${high}`) ?? {}
      for (const one of [width, height]) {
        expect(one % 8).toBe(0)
        expect(one).toBeGreaterThanOrEqual(64)
        expect(one).toBeLessThanOrEqual(2048)
      }
      const ratio = wide / high
      // A picture of more than 1:32 has no room between the limits.
      if (ratio > 32 || ratio < 1 / 32) return
      expect(Math.abs(Math.log(width / height / ratio))).toBeLessThan(0.13)
    }),
  )
})

test('a size that can be asked for stays as it is', () => {
  const side = fc.integer({ min: 8, max: 256 }).map((eighth) => eighth * 8)
  fc.assert(
    fc.property(side, side, (width, height) => {
      expect(readSize(`${width}x${height}`)).toEqual({ width, height })
    }),
  )
})
