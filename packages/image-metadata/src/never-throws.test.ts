import { Buffer } from 'node:buffer'
import { createBufferSource, readMediaFile } from '@darkroom/media-container'
import {
  buildAvif,
  buildExif,
  buildGif,
  buildJpeg,
  buildJxl,
  buildMatroska,
  buildMp4,
  buildPng,
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
} from '@darkroom/media-container/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultGraph } from '../test/graphs.ts'
import { readTexts } from './dialects/read-texts.ts'
import { readImageMetadata, readStealthMetadata, sidecarNames, updateSidecar } from './index.ts'

const graphText = JSON.stringify(defaultGraph)
const a1111 =
  'a cat <lora:x:1>\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 512x512, Civitai resources: [{"type":"lora"}]'
const exif = buildExif(new Map([[0x0110, `prompt:${graphText}`]]), {
  userComment: userComment(a1111, 'utf16be'),
})
const valid: readonly Buffer[] = [
  pngWithTexts({ prompt: graphText, workflow: '{}', parameters: a1111 }),
  buildPng({ after: [textChunk('parameters', a1111), pngChunk('eXIf', exif)] }),
  buildPng({ pixels: [imageDataChunk(), pngChunk('comf', Buffer.from(`prompt\0${graphText}`))] }),
  buildJpeg([exifSegment(exif)]),
  buildWebp([
    webpChunk('EXIF', exif),
    webpChunk('XMP ', Buffer.from('<exif:UserComment>{}</exif:UserComment>')),
  ]),
  buildMp4({ userData: [keyedMeta({ prompt: graphText, workflow: '{}' })] }),
  buildMp4({ moovLast: true, movie: [itunesMeta({ '\xa9cmt': a1111 })] }),
  buildMp4({ brand: 'qt  ', userData: [quickTimeText('\xa9cmt', a1111)] }),
  buildMatroska({ tags: { PROMPT: graphText } }),
  buildMatroska({ tags: { COMMENT: a1111 }, tagsLast: true, live: true }),
  buildGif({ comment: a1111, pictures: 2 }),
  buildGif({ xmp: '<exif:UserComment>{}</exif:UserComment>' }),
  buildAvif({ exif, xmp: '<exif:UserComment>{}</exif:UserComment>', turned: true }),
  buildJxl(jxlCodestream(1500, 1000, { orientation: 6 }), exif, { compressed: true }),
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
].map((magic) => Buffer.from(magic, 'latin1'))

/** Expects for any bytes an answer after a limited number of reads, none of them beyond the file. */
function expectAnswer(bytes: Uint8Array): void {
  const source = createCountingSource(bytes)
  const metadata = readImageMetadata({ name: 'a.png', source }, { raw: true })
  const { prompt = '', seed = 0 } = metadata.recipe
  expect(prompt).toBeTypeOf('string')
  expect(Number.isSafeInteger(seed)).toBe(true)
  expect(source.reads.length).toBeLessThan(10_000)
  // The inner readers must not throw by themselves; the catch in `readImageMetadata` is for foreign sources.
  readTexts(readMediaFile(createBufferSource(bytes)).texts, 'a.png')
}

test('any bytes at all, behind any magic number', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...magics, Buffer.alloc(0)),
      fc.uint8Array({ maxLength: 300 }),
      (magic, bytes) => {
        expectAnswer(Buffer.concat([magic, bytes]))
      },
    ),
  )
})

test('files cut off anywhere', () => {
  for (const file of valid) {
    for (
      let length = 0;
      length < file.length;
      length += length < 400 ? 1 : Math.max(37, file.length >> 8)
    )
      expectAnswer(file.subarray(0, length))
  }
})

test('files with bytes turned over', () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(fc.constantFrom(...valid), changes, (file, list) => {
      const copy = Buffer.from(file)
      for (const [at, value] of list) copy[at % copy.length] = value
      expectAnswer(copy)
    }),
    { numRuns: 300 },
  )
})

const key = fc.constantFrom(
  'model',
  'positive',
  'negative',
  'text',
  'seed',
  'steps',
  'cfg',
  'sampler_name',
  'latent_image',
  'sigmas',
  'guider',
  'conditioning',
  'samples',
  'images',
  'lora_name',
  'ckpt_name',
  'select',
  'basic_pipe',
  'constructor',
  '__proto__',
)
const type = fc.constantFrom(
  'KSampler',
  'SaveImage',
  'CLIPTextEncode',
  'Reroute',
  'Text Concatenate',
  'LoraLoader',
  'Switch',
  'ConditioningZeroOut',
  'SamplerCustomAdvanced',
  'FaceDetailer',
)
const id = fc.integer({ min: 0, max: 9 }).map(String)
const link = fc.tuple(id, fc.integer({ min: 0, max: 3 }))
const inputs = fc.dictionary(key, fc.oneof(link, link, fc.jsonValue({ maxDepth: 2 })), {
  maxKeys: 8,
})
const graph = fc.dictionary(
  id,
  fc.oneof(
    { weight: 9, arbitrary: fc.record({ class_type: type, inputs }) },
    { weight: 1, arbitrary: fc.jsonValue() },
  ),
  { maxKeys: 10 },
)

test('graphs of any shape, circles included', () => {
  fc.assert(
    fc.property(graph, (value) => expectAnswer(pngWithTexts({ prompt: JSON.stringify(value) }))),
    { numRuns: 500 },
  )
})

test('any JSON under any name that means something', () => {
  const name = fc.constantFrom(
    'prompt',
    'parameters',
    'Comment',
    'invokeai_metadata',
    'sd-metadata',
    'generation_data',
    'parameters-json',
    'fooocus_scheme',
  )
  const field = fc.constantFrom(
    'sui_image_params',
    'base_model',
    'v4_prompt',
    'image',
    'loras',
    'models',
    'c',
    'uc',
    'Model',
    'resolution',
    'software',
    'prompt',
    'class_type',
    'extraMetadata',
  )
  const object = fc.dictionary(field, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 })
  fc.assert(
    fc.property(name, object, (keyword, value) =>
      expectAnswer(pngWithTexts({ [keyword]: JSON.stringify(value) })),
    ),
    { numRuns: 500 },
  )
})

test('any sidecar of any name, and any change to it', () => {
  const source = createBufferSource(buildPng())
  const json = fc
    .dictionary(
      fc.constantFrom(
        'schema',
        'frames',
        'prompt',
        'tags',
        'batch',
        'sequence',
        'parameters',
        'size',
      ),
      fc.jsonValue(),
      { maxKeys: 6 },
    )
    .map((value) => JSON.stringify(value))
  const lines = fc
    .array(
      fc.constantFrom('Prompt: x', 'Steps: 20', 'Seed: -1', 'Negative:', 'Size: x', '', 'Model: '),
      { maxLength: 8 },
    )
    .map((all) => all.join('\n'))
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), json, lines),
      fc.constantFrom(...sidecarNames('image.png')),
      (text, name) => {
        const metadata = readImageMetadata(
          { name: 'image.png', source, sidecars: [{ name, text }] },
          { raw: true },
        )
        expect(metadata.format).toBe('png')
        const updated = updateSidecar(text, { favourite: true })
        expect(JSON.parse(updated).favourite).toBe(true)
        expect(updateSidecar(updated, { favourite: true })).toBe(updated)
      },
    ),
    { numRuns: 500 },
  )
})

test('any pixels', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 4096 }),
      fc.integer({ max: 64 }),
      fc.integer({ max: 64 }),
      (rgba, width, height) => {
        expect(() => readStealthMetadata(rgba, width, height)).not.toThrow()
      },
    ),
  )
})

test('a file of nothing but tiny chunks is given up in time', () => {
  const chunks = Array.from({ length: 50_000 }, () => pngChunk('IDAT', Buffer.alloc(0)))
  const source = createCountingSource(buildPng({ pixels: chunks }))
  expect(readImageMetadata({ name: 'a.png', source }).width).toBe(1024)
  expect(source.reads.length).toBeLessThan(5000)
})

test('what is nested without end can still be handed on', () => {
  const abyss = `{"extra":${'{"a":['.repeat(20_000)}1${']}'.repeat(20_000)},"prompt":"a cat"}`
  const source = createBufferSource(pngWithTexts({ workflow: abyss, sui_image_params: abyss }))
  const sidecars = [{ name: 'a.json', text: abyss }]
  const metadata = readImageMetadata({ name: 'a.png', source, sidecars }, { raw: true })
  expect(structuredClone(metadata)).toMatchObject({
    recipe: { prompt: 'a cat' },
    raw: { workflow: abyss, 'a.json': abyss },
  })
})
