import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PngCheck } from './png-check.ts'

const png = Buffer.from(
  '89504e470d0a1a0a0000000d494844520000000300000002080200000012169c5f0000000049454e44ae426082',
  'hex',
)

function checked(bytes: Uint8Array, cuts: readonly number[]): PngCheck {
  const check = new PngCheck()
  const places = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length]
  for (const [index, place] of places.entries()) {
    check.add(bytes.subarray(places[index - 1] ?? 0, place))
  }
  return check
}

test('a whole PNG shows its size, however it is cut into chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), (cuts) => {
      expect(checked(png, cuts).size()).toEqual({ width: 3, height: 2 })
    }),
  )
})

test('a PNG that breaks off anywhere is noticed', () => {
  for (let length = 0; length < png.length; length += 1) {
    expect(checked(png.subarray(0, length), [5]).size()).toBeUndefined()
  }
})

test('something else is noticed', () => {
  expect(checked(Buffer.from('<html>'.repeat(100)), [7]).size()).toBeUndefined()
})
