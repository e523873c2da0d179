import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { parameters, prompt, workflow } from '../../test/texts.ts'
import {
  buildExif,
  buildJpeg,
  buildWebp,
  exifSegment,
  userComment,
  webpChunk,
} from '../testing/build-image.ts'

const prefix = Buffer.from('Exif\0\0', 'latin1')

const jpeg = (exif: Buffer): Buffer => buildJpeg([exifSegment(exif)])
const webp = (exif: Buffer): Buffer => buildWebp([webpChunk('EXIF', exif)])

/** The same block with the offset of each value moved by as many bytes. */
function shifted(exif: Buffer, by: number): Buffer {
  const copy = Buffer.from(exif)
  for (let entry = 10; entry < 10 + copy.readUInt16BE(8) * 12; entry += 12)
    copy.writeUInt32BE(copy.readUInt32BE(entry + 8) + by, entry + 8)
  return copy
}

test.each([
  ['counted into the offsets', 6, true],
  ['taken away after it was counted', 6, false],
  ['put in front of offsets that were lowered for it', -6, true],
  ['told apart from the offsets', 0, true],
])('WebP whose `Exif\\0\\0` is %s', (_, by, isPrefixed) => {
  const entries = new Map([
    [0x010f, `workflow:${workflow}`],
    [0x0110, `prompt:${prompt}`],
  ])
  const block = shifted(buildExif(entries), by)
  const file = webp(isPrefixed ? Buffer.concat([prefix, block]) : block)
  expect(readBytes(file).texts).toEqual({ prompt, workflow })
})

test('a UserComment that says UTF-16 and is UTF-8 or ASCII', () => {
  for (const text of [parameters, 'a cat\nSteps: 20, Seed: 5']) {
    const bytes = Buffer.concat([Buffer.from('UNICODE\0', 'latin1'), Buffer.from(text)])
    for (const comment of [bytes, Buffer.concat([bytes, Buffer.alloc(3)])]) {
      const file = jpeg(buildExif(new Map(), { userComment: comment }))
      expect(readBytes(file).texts).toEqual({ UserComment: text })
    }
  }
})

test.each(['utf16be', 'utf16le', 'ascii', 'utf8'] as const)('a UserComment in %s', (encoding) => {
  for (const littleEndian of [true, false]) {
    const exif = buildExif(new Map(), {
      userComment: userComment(parameters, encoding),
      littleEndian,
    })
    expect(readBytes(jpeg(exif)).texts).toEqual({ UserComment: parameters })
  }
})

test.each(['utf16be', 'utf16le'] as const)(
  'a UserComment in %s whose byte order is told by a mark, or that begins with a wide character',
  (encoding) => {
    for (const start of ['\ufeff', '猫']) {
      const exif = buildExif(new Map(), {
        userComment: userComment(`${start}${parameters}`, encoding),
      })
      expect(readBytes(jpeg(exif)).texts.UserComment).toContain(parameters)
    }
  },
)

test("Windows' own comment", () => {
  const exif = buildExif(new Map([[0x010e, 'A picture']]), {
    windowsComment: Buffer.from(`${parameters}\0`, 'utf16le'),
  })
  expect(readBytes(jpeg(exif)).texts).toEqual({
    ImageDescription: 'A picture',
    XPComment: parameters,
  })
})

test('an ImageDescription that is bare JSON stays a text of that name, one behind its name is that', () => {
  for (const file of [jpeg, webp]) {
    expect(readBytes(file(buildExif(new Map([[0x010e, prompt]])))).texts).toEqual({
      ImageDescription: prompt,
    })
    expect(readBytes(file(buildExif(new Map([[0x010e, `Prompt: ${prompt}`]])))).texts).toEqual({
      prompt: ` ${prompt}`,
    })
  }
})

test('the time at which the file says it was made', () => {
  const exif = buildExif(new Map([[0x0132, '2025:03:04 05:06:07']]))
  expect(readBytes(jpeg(exif)).texts).toEqual({ DateTime: '2025:03:04 05:06:07' })
})

test('a comment of millions of NULs is read as quickly as any', () => {
  const comment = Buffer.concat([
    Buffer.from('ASCII\0\0\0'),
    Buffer.alloc(3_000_000),
    Buffer.from('x'),
  ])
  const file = webp(buildExif(new Map(), { userComment: comment }))
  expect(readBytes(file).texts.UserComment).toHaveLength(3_000_001)
})
