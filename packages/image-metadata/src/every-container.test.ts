import { Buffer } from 'node:buffer'
import {
  buildAvif,
  buildExif,
  buildFlac,
  buildGif,
  buildId3,
  buildJpeg,
  buildJxl,
  buildMatroska,
  buildMp3,
  buildMp4,
  buildOgg,
  buildPng,
  buildWebp,
  createCountingSource,
  exifSegment,
  imageDataChunk,
  internationalTextChunk,
  itunesMeta,
  jpegSegment,
  jxlCodestream,
  keyedMeta,
  pngChunk,
  quickTimeText,
  textChunk,
  userComment,
  webpChunk,
} from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { defaultGraph } from '../test/graphs.ts'
import { readBytes } from '../test/read-bytes.ts'
import { readImageMetadata } from './index.ts'

const graph = JSON.stringify(defaultGraph)
const parameters = 'a hill\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, Seed: 5'
const both = JSON.stringify({ prompt: graph, workflow: { nodes: [], links: [] } })
const exif = (entries: readonly (readonly [number, string])[]): Buffer =>
  buildExif(new Map(entries))
const comment = buildExif(new Map(), { userComment: userComment(parameters, 'utf16be') })

test.each([
  ['PNG, tEXt', buildPng({ before: [textChunk('prompt', graph)] })],
  ['PNG, iTXt', buildPng({ before: [internationalTextChunk('prompt', graph)] })],
  [
    'animated PNG',
    buildPng({ pixels: [imageDataChunk(), pngChunk('comf', Buffer.from(`prompt\0${graph}`))] }),
  ],
  ['WebP', buildWebp([webpChunk('EXIF', exif([[0x0110, `prompt:${graph}`]]))])],
  ['WebP, capital', buildWebp([webpChunk('EXIF', exif([[0x010e, `Prompt: ${graph}`]]))])],
  ['JPEG, bare graph', buildJpeg([exifSegment(exif([[0x010e, graph]]))])],
  ['JPEG, graph and workflow', buildJpeg([exifSegment(exif([[0x010e, both]]))])],
  ['GIF', buildGif({ comment: both })],
  ['MP4, keys', buildMp4({ userData: [keyedMeta({ prompt: graph, workflow: '{"nodes":[]}' })] })],
  ['MP4, iTunes', buildMp4({ userData: [itunesMeta({ '\xa9cmt': both })] })],
  ['QuickTime', buildMp4({ brand: 'qt  ', userData: [quickTimeText('\xa9cmt', both)] })],
  ['WebM', buildMatroska({ tags: { PROMPT: graph, WORKFLOW: '{"nodes":[]}' } })],
  ['FLAC', buildFlac({ prompt: graph, workflow: '{"nodes":[]}' })],
  ['Opus', buildOgg({ prompt: graph })],
  ['MP3', buildMp3({ tag: buildId3({ prompt: graph }) })],
  ['Matroska', buildMatroska({ docType: 'matroska', tags: { COMMENT: both } })],
])('a graph of ComfyUI in %s', (_, bytes) => {
  expect(readBytes(bytes)).toMatchObject({
    source: 'comfyui',
    prompt: 'a glass bottle with a galaxy inside',
    model: 'base/dreamscape_xl.safetensors',
    seed: 156680208700286,
    complete: true,
  })
})

test.each([
  ['PNG', buildPng({ before: [pngChunk('eXIf', comment)] })],
  ['PNG, after the pixels', buildPng({ after: [textChunk('parameters', parameters)] })],
  ['JPEG', buildJpeg([exifSegment(comment)])],
  ['JPEG, comment', buildJpeg([jpegSegment(0xfe, Buffer.from(parameters))])],
  ['GIF', buildGif({ comment: parameters })],
  ['AVIF', buildAvif({ exif: comment })],
  ['JPEG XL', buildJxl(jxlCodestream(1500, 1000), comment, { compressed: true })],
  ['MP4', buildMp4({ userData: [itunesMeta({ '\xa9cmt': parameters })] })],
])('settings of A1111 in %s', (_, bytes) => {
  expect(readBytes(bytes)).toMatchObject({
    source: 'a1111',
    prompt: 'a hill',
    negative_prompt: 'dog',
    seed: 5,
    complete: true,
  })
})

test('an XMP packet of Draw Things', () => {
  const xmp = '<exif:UserComment>{"c":"a lake","uc":"","seed":4}</exif:UserComment>'
  for (const bytes of [buildAvif({ exif: exif([]), xmp }), buildGif({ xmp })])
    expect(readBytes(bytes)).toMatchObject({ source: 'drawthings', prompt: 'a lake' })
})

test('a UserComment without a letter of ASCII is no prompt', () => {
  const text = buildExif(new Map([[0x0131, 'A camera']]), {
    userComment: userComment('一只猫坐在窗台上', 'utf16be'),
  })
  expect(readBytes(buildJpeg([exifSegment(text)]))).toMatchObject({
    source: 'unknown',
    prompt: undefined,
  })
})

test('the time at which the file says it was made', () => {
  const jpeg = buildJpeg([exifSegment(exif([[0x0132, '2025:03:04 05:06:07']]))])
  expect(readBytes(jpeg).createdAt).toBe('2025-03-04T05:06:07')
})

test('of a typical picture only the head and the end are read; its workflow is stepped over, and so are its pixels', () => {
  const before = [textChunk('prompt', graph), textChunk('workflow', 'w'.repeat(3_000_000))]
  const pixels = [pngChunk('IDAT', Buffer.alloc(1_500_000))]
  const source = createCountingSource(buildPng({ before, pixels }))
  expect(readImageMetadata({ name: 'a.png', source }).recipe.steps).toBe(20)
  expect(source.reads).toEqual([32 * 1024, 8, 12])
})

test('a HEIC, whose codec nothing here decodes, is no format that is known', () => {
  const bytes = buildAvif({ exif: comment })
  bytes.write('heic', 8, 'latin1')
  bytes.write('heicmif1', 16, 'latin1')
  expect(readBytes(bytes)).toMatchObject({ format: 'unknown', mediaType: '', width: null })
})
