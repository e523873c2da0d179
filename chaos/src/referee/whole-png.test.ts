import { pngEnd, pngSignature } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { isWholePng } from './whole-png.ts'

/** The header of a PNG of one grey pixel. */
const header = Buffer.from('0000000d49484452000000010000000108000000003a7e9b55', 'hex')
const pixels = Buffer.from('0000000a49444154789c636000000002000148afa471', 'hex')
const whole = Buffer.concat([pngSignature, header, pixels, pngEnd])

test('a picture is whole to its last byte and not beyond', () => {
  expect(isWholePng(whole)).toBe(true)
  expect(isWholePng(Buffer.concat([whole, Buffer.alloc(1)]))).toBe(false)
  for (let length = 0; length < whole.length; length += 1) {
    expect(isWholePng(whole.subarray(0, length))).toBe(false)
  }
})

test('a byte that is another makes it another picture', () => {
  for (let offset = 0; offset < whole.length; offset += 1) {
    const changed = Buffer.from(whole)
    changed[offset] = (changed[offset] ?? 0) ^ 0x10
    expect(isWholePng(changed)).toBe(false)
  }
})
