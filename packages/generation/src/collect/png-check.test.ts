import { crc32 } from 'node:zlib'
import { pngSignature } from '@darkroom/foundation'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BrokenDownloadError } from './errors.ts'
import { PngCheck } from './png-check.ts'

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, crc])
}

function header(width: number, height: number): Buffer {
  const data = Buffer.from('00000000000000000802000000', 'hex')
  data.writeUInt32BE(width)
  data.writeUInt32BE(height, 4)
  return chunk('IHDR', data)
}

const end = chunk('IEND', Buffer.alloc(0))
const png = Buffer.concat([pngSignature, header(3, 2), chunk('IDAT', Buffer.from('pixels')), end])

function checked(bytes: Uint8Array, cuts: readonly number[] = [], mostPixels = 100): PngCheck {
  const check = new PngCheck({ mostPixels })
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

test('a PNG with any byte changed is noticed, and a byte behind it too', () => {
  for (let at = 0; at < png.length; at += 1) {
    const changed = Buffer.from(png)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    const sizeOf = (): unknown => checked(changed).size()
    let size: unknown
    try {
      size = sizeOf()
    } catch (error) {
      expect(error).toBeInstanceOf(BrokenDownloadError)
    }
    expect(size).toBeUndefined()
  }
  expect(() => checked(Buffer.concat([png, Buffer.from('x')]))).toThrow('goes on behind the end')
})

test('something else is refused at its first byte', () => {
  expect(() => checked(Buffer.from('<'))).toThrow('no PNG')
})

test('a picture that is far larger than what was asked for is refused at its head', () => {
  const head = Buffer.concat([pngSignature, header(10, 11)])
  expect(() => checked(head, [], 109)).toThrow('10×11 pixels')
  expect(checked(head, [], 110).size()).toBeUndefined()
})

test('a picture without end is refused once it is larger than its pixels and texts can be', () => {
  const check = checked(Buffer.concat([pngSignature, header(3, 2)]))
  const piece = chunk('IDAT', Buffer.alloc(2 ** 20))
  const goOn = (): void => {
    for (let count = 0; count < 40; count += 1) check.add(piece)
  }
  expect(goOn).toThrow('larger than its 3×2 pixels can be')
})
