import { crc32 } from 'node:zlib'
import { pngEnd, pngSignature } from '@darkroom/foundation'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withParameters } from './png-text.ts'

const framed = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
const head = Buffer.concat([pngSignature, framed('IHDR', Buffer.alloc(13))])
const rest = Buffer.concat([framed('IDAT', Buffer.from([1, 2, 3])), pngEnd])

test('plain text is a tEXt chunk behind the header, with its checksum', () => {
  const text = 'a fox\nNegative prompt: café\nSteps: 20'
  const chunk = framed('tEXt', Buffer.from(`parameters\0${text}`, 'latin1'))
  const written = withParameters(Buffer.concat([head, rest]), text)
  expect(Buffer.from(written)).toEqual(Buffer.concat([head, chunk, rest]))
})

test('any other text is an iTXt chunk in UTF-8', () => {
  const chunk = framed('iTXt', Buffer.from('parameters\0\0\0\0\0狐 🦊', 'utf8'))
  const written = withParameters(Buffer.concat([head, rest]), '狐 🦊')
  expect(Buffer.from(written)).toEqual(Buffer.concat([head, chunk, rest]))
})

test('what is no PNG stays as it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(withParameters(bytes, 'a fox')).toBe(bytes)
    }),
  )
  const cut = Buffer.from(pngSignature)
  expect(withParameters(cut, 'a fox')).toBe(cut)
})
