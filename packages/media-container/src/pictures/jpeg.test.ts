import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { parameters, prompt } from '../../test/texts.ts'
import { readMediaFile } from '../read-media-file.ts'
import {
  buildExif,
  buildJpeg,
  exifSegment,
  jpegSegment,
  userComment,
} from '../testing/build-image.ts'
import { createCountingSource } from '../testing/counting-source.ts'

test('what a JPEG is, and its texts', () => {
  const exif = buildExif(new Map(), { userComment: userComment(parameters, 'utf16be') })
  expect(readBytes(buildJpeg([exifSegment(exif)]))).toEqual({
    format: 'jpeg',
    mediaType: 'image/jpeg',
    width: 800,
    height: 600,
    orientation: 1,
    hasAlpha: false,
    animated: false,
    durationSeconds: null,
    complete: true,
    texts: { UserComment: parameters },
  })
})

test('a comment segment', () => {
  const file = buildJpeg([jpegSegment(0xfe, Buffer.from(parameters))])
  expect(readBytes(file).texts).toEqual({ Comment: parameters })
})

test('one that is cut off is not complete; one with a trailer is', () => {
  const jpeg = buildJpeg([])
  expect(readBytes(jpeg.subarray(0, jpeg.length - 1)).complete).toBe(false)
  expect(readBytes(Buffer.concat([jpeg, Buffer.alloc(2000)])).complete).toBe(true)
  const exif = exifSegment(buildExif(new Map([[0x010e, '\xff\xd9']])))
  const cut = buildJpeg([exif]).subarray(0, -2)
  expect(readBytes(cut).complete).toBe(false)
})

test('only the head and the end are read', () => {
  const exif = buildExif(new Map([[0x0110, `prompt:${prompt}`]]))
  const scan = Buffer.concat([
    buildJpeg([exifSegment(exif)]).subarray(0, -2),
    Buffer.alloc(400_000),
    Buffer.from([0xff, 0xd9]),
  ])
  const source = createCountingSource(scan)
  expect(readMediaFile(source).texts.get('prompt')).toBe(prompt)
  expect(source.reads).toEqual([32 * 1024, 2])
})
