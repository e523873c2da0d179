import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt, workflow } from '../../test/texts.ts'
import { readMediaFile } from '../read-media-file.ts'
import { buildExif, buildWebp, riff, webpChunk } from '../testing/build-image.ts'
import { createCountingSource } from '../testing/counting-source.ts'

const exif = buildExif(
  new Map([
    [0x010f, `workflow:${workflow}`],
    [0x0110, `prompt:${prompt}`],
  ]),
)

test('ComfyUI keeps its graph in Model and its workflow in Make, with or without a prefix of the block', () => {
  for (const data of [exif, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif])]) {
    expect(readBytes(buildWebp([webpChunk('EXIF', data)], { animated: true }))).toEqual({
      format: 'webp',
      mediaType: 'image/webp',
      width: 640,
      height: 480,
      orientation: 1,
      hasAlpha: false,
      animated: true,
      durationSeconds: null,
      complete: true,
      texts: { prompt, workflow },
    })
  }
})

test('sizes and transparency of plain lossy and lossless files', () => {
  const lossy = Buffer.alloc(20)
  lossy.writeUInt16LE(321, 6)
  lossy.writeUInt16LE(123, 8)
  const plain = readBytes(riff([webpChunk('VP8 ', lossy)]))
  expect(plain).toMatchObject({ width: 321, height: 123, hasAlpha: false })
  const lossless = Buffer.alloc(20)
  lossless[0] = 0x2f
  for (const hasAlpha of [false, true]) {
    lossless.writeUInt32LE((320 - 1) | ((200 - 1) << 14) | (hasAlpha ? 1 << 28 : 0), 1)
    const file = readBytes(riff([webpChunk('VP8L', lossless)]))
    expect(file).toMatchObject({ width: 320, height: 200, hasAlpha })
  }
})

test('not complete until as long as it says', () => {
  const webp = buildWebp([])
  expect(readBytes(webp.subarray(0, webp.length - 1)).complete).toBe(false)
  expect(readBytes(webp).complete).toBe(true)
})

test('only the head and the texts are read', () => {
  const picture = webpChunk('VP8 ', Buffer.alloc(400_000))
  const source = createCountingSource(riff([picture, webpChunk('EXIF', exif)]))
  expect(readMediaFile(source).texts.get('prompt')).toBe(prompt)
  expect(source.reads[0]).toBe(32 * 1024)
  expect(source.reads.slice(1).reduce((sum, length) => sum + length, 0)).toBeLessThan(
    exif.length + 100,
  )
})
