import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pngChunks, pngEnd, pngSignature } from './png-chunks.ts'

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const file = Buffer.alloc(body.length + 8)
  file.writeUInt32BE(data.length, 0)
  body.copy(file, 4)
  file.writeUInt32BE(crc32(body), body.length + 4)
  return file
}

const fileOf = (...chunks: readonly Buffer[]): Buffer => Buffer.concat([pngSignature, ...chunks])

const typesOf = (file: Uint8Array): readonly string[] =>
  Array.from(pngChunks(file), ({ type }) => type)

const whole = fileOf(
  chunk('IHDR', Buffer.alloc(13)),
  chunk('tEXt', Buffer.from('a\0b')),
  chunk('IDAT', Buffer.alloc(5)),
  pngEnd,
)

test('every chunk of a whole file is told with the place of its data', () => {
  const chunks = [...pngChunks(whole)]
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'tEXt', 'IDAT', 'IEND'])
  const [, text] = chunks
  expect(whole.toString('latin1', text?.offset, (text?.offset ?? 0) + (text?.length ?? 0))).toBe(
    'a\0b',
  )
})

test('the end is the chunk that it says it is', () => {
  expect(chunk('IEND', Buffer.alloc(0))).toEqual(pngEnd)
})

test('what follows IEND is not looked at', () => {
  expect(typesOf(Buffer.concat([whole, whole.subarray(8)]))).toEqual(typesOf(whole))
})

test('only the heads are read', () => {
  const reads: number[] = []
  const read = (offset: number, length: number): Uint8Array => {
    reads.push(length)
    return whole.subarray(offset, offset + length)
  }
  expect([...pngChunks(read)]).toEqual([...pngChunks(whole)])
  expect(reads).toEqual([8, 8, 8, 8])
})

test('of a file that is cut, the chunks whose heads are there', () => {
  fc.assert(
    fc.property(fc.nat(whole.length), (length) => {
      const heads = [...pngChunks(whole)].filter(({ offset }) => offset <= length)
      expect([...pngChunks(whole.subarray(0, length))]).toEqual(heads)
    }),
  )
})

test('a length that no chunk can have ends it', () => {
  const odd = Buffer.from('ffffffff49444154', 'hex')
  expect(typesOf(fileOf(chunk('IHDR', Buffer.alloc(13)), odd))).toEqual(['IHDR'])
})

test('whatever the bytes are, it comes to an end, and no two chunks overlap', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      let end = 0
      for (const { offset, length } of pngChunks(bytes)) {
        expect(offset).toBeGreaterThanOrEqual(end)
        end = offset + length
      }
    }),
  )
})
