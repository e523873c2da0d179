import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { box, buildAvif } from '../testing/build-boxes.ts'
import { buildExif, userComment } from '../testing/build-image.ts'
import { buildJxl, jxlCodestream } from '../testing/build-jxl.ts'

const comment = userComment('a hill\nSteps: 20, Sampler: Euler, Seed: 3', 'utf16be')
const exif = buildExif(new Map(), { userComment: comment })
const texts = { UserComment: 'a hill\nSteps: 20, Sampler: Euler, Seed: 3' }

test('AVIF: the size of the picture itself, and its EXIF block', () => {
  expect(readBytes(buildAvif({ exif }))).toMatchObject({
    texts,
    orientation: 1,
    hasAlpha: false,
    format: 'avif',
    mediaType: 'image/avif',
    width: 1280,
    height: 720,
    animated: false,
    complete: true,
  })
  expect(readBytes(buildAvif({ exif, turned: true }))).toMatchObject({ width: 720, height: 1280 })
  expect(readBytes(buildAvif({ exif, brand: 'avis' })).animated).toBe(true)
  const sequence = Buffer.concat([buildAvif({ exif }), box('moov')])
  expect(readBytes(sequence).animated).toBe(true)
})

test('AVIF: an XMP packet', () => {
  const xmp = '<exif:UserComment>{"c":"a lake","uc":"","seed":4}</exif:UserComment>'
  expect(readBytes(buildAvif({ exif: buildExif(new Map()), xmp }))).toMatchObject({
    texts: { 'XML:com.adobe.xmp': xmp },
  })
})

test.each([0x94, 0x49, 0x14, 0xf4])(
  'AVIF: a table with fields of a size that does not exist, %i, places no text, and the rest is read',
  (sizes) => {
    const bytes = buildAvif({ exif })
    bytes[bytes.indexOf('iloc') + 8] = sizes
    const file = readBytes(bytes)
    expect(file).toMatchObject({ format: 'avif', width: 1280, height: 720 })
    expect(file.texts).toEqual({})
  },
)

test('JPEG XL: bare, in boxes, and with a compressed EXIF block', () => {
  const codestream = jxlCodestream(1500, 1000)
  expect(readBytes(codestream)).toMatchObject({
    format: 'jxl',
    mediaType: 'image/jxl',
    width: 1500,
    height: 1000,
    complete: true,
  })
  expect(readBytes(buildJxl(codestream, exif))).toMatchObject({ texts, width: 1500 })
  expect(readBytes(buildJxl(codestream, exif, { compressed: true }))).toMatchObject({ texts })
})

test('JPEG XL that is turned, or moves', () => {
  expect(readBytes(jxlCodestream(1500, 1000, { orientation: 6 }))).toMatchObject({
    width: 1000,
    height: 1500,
    animated: false,
  })
  const moving = jxlCodestream(1500, 1000, { orientation: 1, animated: true })
  expect(readBytes(moving)).toMatchObject({ width: 1500, animated: true })
})

test('a HEIC, whose codec nothing here decodes, is no format that is known', () => {
  const bytes = buildAvif({ exif, brand: 'avif' })
  bytes.write('heic', 8, 'latin1')
  bytes.write('heicmif1', 16, 'latin1')
  expect(readBytes(bytes)).toMatchObject({ format: 'unknown', mediaType: '', width: null })
})
