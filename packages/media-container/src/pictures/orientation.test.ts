import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import {
  buildExif,
  buildJpeg,
  buildPng,
  buildWebp,
  exifSegment,
  pngChunk,
  webpChunk,
} from '../testing/build-image.ts'

const size = { width: 400, height: 200 }

test.each([
  [1, 400, 200],
  [3, 400, 200],
  [5, 200, 400],
  [6, 200, 400],
  [8, 200, 400],
  [9, 400, 200],
])(
  'orientation %i: it is told, and width and height are those that a person sees',
  (orientation, width, height) => {
    for (const littleEndian of [false, true]) {
      const exif = buildExif(new Map([[0x0131, 'A camera']]), { orientation, littleEndian })
      const jpeg = buildJpeg([exifSegment(exif)], size)
      const png = buildPng({ ...size, before: [pngChunk('eXIf', exif)] })
      const webp = buildWebp([webpChunk('EXIF', exif)], size)
      for (const file of [jpeg, png, webp]) {
        const turn = orientation > 8 ? 1 : orientation
        expect(readBytes(file)).toMatchObject({ width, height, orientation: turn })
      }
    }
  },
)
