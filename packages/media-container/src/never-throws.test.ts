import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parameters, prompt, workflow } from '../test/texts.ts'
import { type ByteSource, readEmbeddedGraphs, readMediaFile } from './index.ts'
import { readByteLimit } from './limits.ts'
import { box, fullBox, uint16, uint32 } from './testing/build-boxes.ts'
import {
  buildAvif,
  buildExif,
  buildExr,
  buildFlac,
  buildGif,
  buildGlb,
  buildId3,
  buildJpeg,
  buildJxl,
  buildMatroska,
  buildMp3,
  buildMp4,
  buildOgg,
  buildPng,
  buildSafetensors,
  buildSvg,
  buildWebp,
  createCountingSource,
  exifSegment,
  imageDataChunk,
  itunesMeta,
  jxlCodestream,
  keyedMeta,
  pngChunk,
  pngWithTexts,
  quickTimeText,
  textChunk,
  userComment,
  webpChunk,
} from './testing/index.ts'

const exif = buildExif(new Map([[0x0110, `prompt:${prompt}`]]), {
  userComment: userComment(parameters, 'utf16be'),
})
const xmp = '<exif:UserComment>{}</exif:UserComment>'
const valid: readonly Buffer[] = [
  pngWithTexts({ prompt, workflow, parameters }),
  buildPng({ after: [textChunk('parameters', parameters), pngChunk('eXIf', exif)] }),
  buildPng({ pixels: [imageDataChunk(), pngChunk('comf', Buffer.from(`prompt\0${prompt}`))] }),
  buildJpeg([exifSegment(exif)]),
  buildWebp([webpChunk('EXIF', exif), webpChunk('XMP ', Buffer.from(xmp))]),
  buildMp4({ userData: [keyedMeta({ prompt, workflow })] }),
  buildMp4({ moovLast: true, movie: [itunesMeta({ '\xa9cmt': parameters })] }),
  buildMp4({ brand: 'qt  ', userData: [quickTimeText('\xa9cmt', parameters)] }),
  buildMatroska({ tags: { PROMPT: prompt, WORKFLOW: workflow } }),
  buildMatroska({ tags: { COMMENT: parameters }, tagsLast: true, live: true }),
  buildGif({ comment: parameters, pictures: 2 }),
  buildGif({ xmp }),
  buildAvif({ exif, xmp, turned: true }),
  buildJxl(jxlCodestream(1500, 1000, { orientation: 6 }), exif, { compressed: true }),
  buildFlac({ prompt, workflow }),
  buildOgg({ prompt, workflow, long: 'x'.repeat(70_000) }),
  buildOgg({ prompt, workflow }, { codec: 'vorbis' }),
  buildOgg({ prompt, workflow }, { codec: 'flac' }),
  buildMp3({ tag: buildId3({ prompt, workflow }) }),
  buildMp3({ tag: buildId3({ prompt, workflow }, { version: 3, encoding: 'utf16le' }) }),
  buildMp3(),
  buildExr({ prompt, workflow }),
  buildGlb({ prompt, workflow }),
  buildSafetensors({ prompt, workflow }),
  buildSvg(`{"prompt": ${prompt}}`),
]
const magics = [
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8\xff\xe1',
  'RIFF\x40\x00\x00\x00WEBP',
  'GIF89a',
  '\xff\x0a',
  '\0\0\0\x0cJXL \r\n\x87\n',
  '\x1a\x45\xdf\xa3\x84\x42\x82\x81w\x18\x53\x80\x67\xff',
  '\0\0\0\x0cftypavif\0\0\0\x40meta',
  '\0\0\0\x0cftypisom\0\0\0\x40moov\0\0\0\x38udta',
  'fLaC\x04\0\0\x30',
  'fLaC\0\0\0\x22',
  'OggS\0\x02\0\0\0\0\0\0\0\0\x07\x07\x07\x07\0\0\0\0\0\0\0\0\x01\x13OpusHead',
  'OggS\0\0',
  'ID3\x04\0\0\0\0\0\x40TXXX',
  'ID3\x03\0\xc0\0\0\0\x40',
  '\xff\xfb\x90\x64',
  '\x76\x2f\x31\x01\x02\0\0\0channels\0chlist\0',
  'glTF\x02\0\0\0\x40\0\0\0\x20\0\0\0JSON{"asset":{"extras":{',
  '\x20\0\0\0\0\0\0\0{"__metadata__":{',
  '<svg width="3" viewBox="',
].map((magic) => Buffer.from(magic, 'latin1'))

/** Expects for any bytes an answer after a limited number of reads, none of them beyond the budget. */
function expectAnswer(bytes: Uint8Array): void {
  const source = createCountingSource(bytes)
  const { width, height, orientation, durationSeconds, texts } = readMediaFile(source)
  for (const number of [width, height, durationSeconds])
    expect(number === null || (Number.isFinite(number) && number >= 0)).toBe(true)
  expect(orientation).toBeOneOf([1, 2, 3, 4, 5, 6, 7, 8])
  for (const text of texts.values()) expect(text).toBeTypeOf('string')
  expect(source.reads.length).toBeLessThan(10_000)
  expect(source.reads.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(readByteLimit)
  const { workflow: editor = '{', prompt: posted = '{' } = readEmbeddedGraphs(source)
  expect(`${editor[0]}${posted[0]}`).toBe('{{')
}

test('any bytes at all, behind any magic number', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...magics, Buffer.alloc(0)),
      fc.uint8Array({ maxLength: 300 }),
      (magic, bytes) => expectAnswer(Buffer.concat([magic, bytes])),
    ),
    { numRuns: 500 },
  )
})

test('files cut off anywhere', () => {
  const places = fc.tuple(fc.constantFrom(...valid), fc.double({ min: 0, max: 1, noNaN: true }))
  fc.assert(
    fc.property(places, ([file, part]) => expectAnswer(file.subarray(0, file.length * part))),
    { numRuns: 500 },
  )
  for (const file of valid)
    for (let length = 0; length < 200; length++) expectAnswer(file.subarray(0, length))
})

test('files with bytes turned over', () => {
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
  const changes = fc.array(change, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.constantFrom(...valid), changes, (file, list) => {
      const copy = Buffer.from(file)
      for (const [at, value] of list) copy[at % Math.min(copy.length, 2000)] = value
      expectAnswer(copy)
    }),
    { numRuns: 800 },
  )
})

test('files with a number in them that says all or nothing', () => {
  const number = fc.constantFrom(0, 1, 0x7f, 0xff).map((byte) => Buffer.alloc(4, byte))
  fc.assert(
    fc.property(fc.constantFrom(...valid), fc.nat(), number, (file, at, bytes) => {
      const copy = Buffer.from(file)
      bytes.copy(copy, at % Math.min(copy.length, 1200))
      expectAnswer(copy)
    }),
    { numRuns: 800 },
  )
})

test('a file whose parts send a reader back to the same bytes again and again is given up', () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({
    offset: 4096 * (index % 7),
    length: 0x1ffffff,
  }))
  const file = Buffer.concat([buildAvif({ exif }).subarray(0, 24), metaWithItems(items)])
  let total = 0
  const source: ByteSource = {
    size: 0x7fffffff,
    read(offset, length) {
      total += length
      const bytes = Buffer.alloc(length)
      file.copy(bytes, 0, offset, offset + length)
      return bytes
    },
  }
  expect(readMediaFile(source).format).toBe('avif')
  expect(total).toBeGreaterThan(readByteLimit / 2)
  expect(total).toBeLessThanOrEqual(readByteLimit)
})

test('a file of nothing but tiny chunks is given up in time', () => {
  const chunks = Array.from({ length: 50_000 }, () => pngChunk('IDAT', Buffer.alloc(0)))
  const source = createCountingSource(buildPng({ pixels: chunks }))
  expect(readMediaFile(source).width).toBe(1024)
  expect(source.reads.length).toBeLessThan(5000)
})

test('what the source throws passes', () => {
  const gone = {
    size: 100,
    read: () => {
      throw new Error('gone')
    },
  }
  expect(() => readMediaFile(gone)).toThrow('gone')
  expect(() => readEmbeddedGraphs(gone)).toThrow('gone')
})

/** `meta` with as many items of EXIF, each at its place. */
function metaWithItems(
  items: readonly { readonly offset: number; readonly length: number }[],
): Buffer {
  const entries = items.map((_, id) =>
    box('infe', Buffer.from([2, 0, 0, 0]), uint16(id, 0), Buffer.from('Exif\0')),
  )
  const rows = items.map(({ offset, length }, id) =>
    Buffer.concat([uint16(id, 0, 1), uint32(offset, length)]),
  )
  return fullBox(
    'meta',
    fullBox('iinf', uint16(items.length), ...entries),
    fullBox('iloc', Buffer.from([0x44, 0]), uint16(items.length), ...rows),
  )
}
