import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import {
  buildExif,
  buildJpeg,
  buildWebp,
  exifSegment,
  jpegSegment,
  riff,
  userComment,
  webpChunk,
} from '../../test/build-image.ts'
import { defaultGraph } from '../../test/graphs.ts'
import { createCountingSource, readBytes } from '../../test/read-bytes.ts'
import { readImageMetadata } from '../index.ts'

const a1111 =
  'a café 一只猫\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 512x512'
const graphText = JSON.stringify(defaultGraph)

test.each(['utf16be', 'utf16le', 'ascii', 'utf8'] as const)(
  'JPEG: a UserComment in %s',
  (encoding) => {
    for (const littleEndian of [true, false]) {
      const exif = buildExif(new Map(), { userComment: userComment(a1111, encoding), littleEndian })
      expect(readBytes(buildJpeg([exifSegment(exif)]))).toMatchObject({
        format: 'jpeg',
        width: 800,
        height: 600,
        complete: true,
        source: 'a1111',
        prompt: 'a café 一只猫',
        negative_prompt: 'dog',
      })
    }
  },
)

test('JPEG: a UserComment whose byte order is told by a mark, or that begins with a wide character', () => {
  for (const [mark, encoding] of [
    ['\ufeff', 'utf16be'],
    ['\ufeff', 'utf16le'],
    ['猫', 'utf16be'],
    ['猫', 'utf16le'],
  ] as const) {
    const exif = buildExif(new Map(), { userComment: userComment(`${mark}${a1111}`, encoding) })
    expect(readBytes(buildJpeg([exifSegment(exif)])).prompt).toContain('a café 一只猫')
  }
})

test('JPEG: a comment segment', () => {
  expect(readBytes(buildJpeg([jpegSegment(0xfe, Buffer.from(a1111))]))).toMatchObject({ seed: 5 })
})

test('JPEG: one that is cut off is not complete; one with a trailer is', () => {
  const jpeg = buildJpeg([])
  expect(readBytes(jpeg.subarray(0, jpeg.length - 1)).complete).toBe(false)
  expect(readBytes(Buffer.concat([jpeg, Buffer.alloc(2000)])).complete).toBe(true)
  const exif = exifSegment(buildExif(new Map([[0x010e, '\xff\xd9']])))
  const cut = buildJpeg([exif]).subarray(0, -2)
  expect(readBytes(cut).complete).toBe(false)
})

test('WebP: ComfyUI keeps its graph in Model and its workflow in Make', () => {
  const exif = buildExif(
    new Map([
      [0x010f, 'workflow:{"nodes":[]}'],
      [0x0110, `prompt:${graphText}`],
    ]),
  )
  for (const data of [exif, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif])]) {
    expect(readBytes(buildWebp([webpChunk('EXIF', data)], { animated: true }))).toMatchObject({
      format: 'webp',
      width: 640,
      height: 480,
      animated: true,
      complete: true,
      source: 'comfyui',
      prompt: 'a glass bottle with a galaxy inside',
    })
  }
})

test('WebP: save-image-extended writes its keys with capitals', () => {
  const exif = buildExif(new Map([[0x010e, `Prompt: ${graphText}`]]))
  expect(readBytes(buildWebp([webpChunk('EXIF', exif)])).steps).toBe(20)
})

test('WebP: sizes of plain lossy and lossless files', () => {
  const lossy = Buffer.alloc(20)
  lossy.writeUInt16LE(321, 6)
  lossy.writeUInt16LE(123, 8)
  expect(readBytes(riff([webpChunk('VP8 ', lossy)]))).toMatchObject({ width: 321, height: 123 })
  const lossless = Buffer.alloc(20)
  lossless[0] = 0x2f
  lossless.writeUInt32LE((320 - 1) | ((200 - 1) << 14), 1)
  expect(readBytes(riff([webpChunk('VP8L', lossless)]))).toMatchObject({ width: 320, height: 200 })
})

test('WebP: not complete until as long as it says', () => {
  const webp = buildWebp([])
  expect(readBytes(webp.subarray(0, webp.length - 1)).complete).toBe(false)
  expect(readBytes(webp).complete).toBe(true)
})

test('only the head, the text and the end of a JPEG or WebP are read', () => {
  const exif = buildExif(new Map([[0x0110, `prompt:${graphText}`]]))
  const picture = webpChunk('VP8 ', Buffer.alloc(400_000))
  const webp = createCountingSource(riff([picture, webpChunk('EXIF', exif)]))
  expect(readImageMetadata({ name: 'a.webp', source: webp }).recipe.steps).toBe(20)
  expect(webp.reads[0]).toBe(32 * 1024)
  expect(webp.reads.slice(1).reduce((sum, length) => sum + length, 0)).toBeLessThan(
    exif.length + 100,
  )
  const scan = Buffer.concat([
    buildJpeg([exifSegment(exif)]).subarray(0, -2),
    Buffer.alloc(400_000),
    Buffer.from([0xff, 0xd9]),
  ])
  const jpeg = createCountingSource(scan)
  expect(readImageMetadata({ name: 'a.jpg', source: jpeg }).recipe.steps).toBe(20)
  expect(jpeg.reads).toEqual([32 * 1024, 2])
})

test('the time at which the file says it was made', () => {
  const exif = buildExif(new Map([[0x0132, '2025:03:04 05:06:07']]))
  expect(readBytes(buildJpeg([exifSegment(exif)])).createdAt).toBe('2025-03-04T05:06:07')
})

test('a UserComment that says UTF-16 and is ASCII', () => {
  const comment = Buffer.concat([
    Buffer.from('UNICODE\0', 'latin1'),
    Buffer.from('a cat\nSteps: 20, Seed: 5'),
  ])
  const exif = buildExif(new Map(), { userComment: comment })
  expect(readBytes(buildJpeg([exifSegment(exif)]))).toMatchObject({ prompt: 'a cat', seed: 5 })
})
