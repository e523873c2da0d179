import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt } from '../../test/texts.ts'
import { readMediaFile } from '../read-media-file.ts'
import {
  buildExif,
  buildPng,
  compressedTextChunk,
  imageDataChunk,
  internationalTextChunk,
  pngChunk,
  textChunk,
  userComment,
} from '../testing/build-image.ts'
import { createCountingSource } from '../testing/counting-source.ts'
import type { TextChoice } from '../text-choice.ts'

const a1111 = 'a cat\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 512x512'

/** Whoever wants the graph alone. */
const graphOnly: TextChoice = {
  wants: (name) => name !== 'workflow',
  isEnough: (texts) => texts.has('prompt'),
}

test.each([
  ['tEXt', textChunk('parameters', a1111)],
  ['zTXt', compressedTextChunk('parameters', a1111)],
  ['iTXt', internationalTextChunk('parameters', a1111)],
  ['compressed iTXt', internationalTextChunk('parameters', a1111, { compressed: true })],
])('a text in %s is found', (_, chunk) => {
  expect(readBytes(buildPng({ before: [chunk] })).texts).toEqual({ parameters: a1111 })
})

test('an EXIF block', () => {
  const exif = buildExif(new Map(), { userComment: userComment(a1111, 'utf16be') })
  expect(readBytes(buildPng({ before: [pngChunk('eXIf', exif)] })).texts).toEqual({
    UserComment: a1111,
  })
})

test('what a PNG is: grey here, and transparent where its header or a chunk says so', () => {
  const png = buildPng()
  expect(readBytes(png)).toEqual({
    format: 'png',
    mediaType: 'image/png',
    width: 1024,
    height: 768,
    orientation: 1,
    hasAlpha: false,
    animated: false,
    durationSeconds: null,
    complete: true,
    texts: {},
  })
  expect(readBytes(buildPng({ before: [pngChunk('tRNS', Buffer.alloc(2))] })).hasAlpha).toBe(true)
  for (const [kind, hasAlpha] of [
    [2, false],
    [3, false],
    [4, true],
    [6, true],
  ] as const) {
    png[25] = kind
    expect(readBytes(png).hasAlpha).toBe(hasAlpha)
  }
})

test('a text after the pixels is found', () => {
  const png = buildPng({
    pixels: [imageDataChunk(), imageDataChunk()],
    after: [textChunk('parameters', a1111)],
  })
  expect(readBytes(png).texts).toEqual({ parameters: a1111 })
})

test("ComfyUI's animated PNG keeps its graph in a chunk of its own after the first pixels", () => {
  const comf = pngChunk('comf', Buffer.from(`prompt\0${prompt}`))
  const png = buildPng({
    before: [pngChunk('acTL', Buffer.alloc(8))],
    pixels: [imageDataChunk(), comf, pngChunk('fdAT', Buffer.alloc(40))],
  })
  expect(readBytes(png)).toMatchObject({ animated: true, texts: { prompt } })
})

test('text in Latin-1, as the specification has it, and in UTF-8, as the tools write it', () => {
  const text = 'café über'
  for (const encoding of ['latin1', 'utf8'] as const) {
    const png = buildPng({ before: [textChunk('parameters', text, encoding)] })
    expect(readBytes(png).texts.parameters).toBe(text)
  }
})

test('the first of two texts of one name counts', () => {
  const before = [textChunk('parameters', a1111), textChunk('parameters', 'b')]
  expect(readBytes(buildPng({ before })).texts.parameters).toBe(a1111)
})

test('a text that cannot be inflated does not keep the next of its name from being read', () => {
  const broken = pngChunk('zTXt', Buffer.from('parameters\0\0nonsense'))
  const before = [broken, textChunk('parameters', a1111)]
  expect(readBytes(buildPng({ before })).texts.parameters).toBe(a1111)
})

// Slow, because 64 MB are inflated before the limit is reached.
test('a text that inflates to more than it should is left alone', () => {
  const bomb = compressedTextChunk('parameters', ' '.repeat(70 * 1024 * 1024))
  expect(readBytes(buildPng({ before: [bomb] }))).toMatchObject({ texts: {}, width: 1024 })
})

test('a picture to which something was appended is complete, one that is cut off before its end is not', () => {
  const png = buildPng({ before: [textChunk('prompt', prompt)] })
  const tail = Buffer.from('appended by a tool')
  expect(readBytes(Buffer.concat([png, tail]))).toMatchObject({ complete: true, texts: { prompt } })
  expect(readBytes(Buffer.concat([png.subarray(0, -12), tail])).complete).toBe(false)
})

test('a picture is complete when its end is there', () => {
  const png = buildPng({ before: [textChunk('prompt', prompt)] })
  expect(readBytes(png).complete).toBe(true)
  const half = readBytes(png.subarray(0, png.length - 5))
  expect(half).toMatchObject({ complete: false, width: 1024, texts: { prompt } })
})

test('of a typical picture only its head and its last twelve bytes are read', () => {
  const before = [textChunk('prompt', prompt), textChunk('workflow', 'w'.repeat(11_000))]
  const pixels = [pngChunk('IDAT', Buffer.alloc(1_500_000))]
  const source = createCountingSource(buildPng({ before, pixels }))
  expect(readMediaFile(source, graphOnly).texts.get('prompt')).toBe(prompt)
  expect(source.reads).toEqual([32 * 1024, 12])
})

test('a workflow of megabytes is stepped over', () => {
  const before = [textChunk('prompt', prompt), textChunk('workflow', 'w'.repeat(3_000_000))]
  const source = createCountingSource(
    buildPng({ before, pixels: [pngChunk('IDAT', Buffer.alloc(1_500_000))] }),
  )
  expect([...readMediaFile(source, graphOnly).texts]).toEqual([
    ['prompt', prompt],
    ['workflow', ''],
  ])
  expect(source.reads).toEqual([32 * 1024, 8, 12])
})

test('a graph longer than the head is read in one further piece', () => {
  const long = `{"note": "${'n'.repeat(100_000)}", "prompt": ${prompt}}`
  const before = [textChunk('prompt', long)]
  const source = createCountingSource(
    buildPng({ before, pixels: [pngChunk('IDAT', Buffer.alloc(500_000))] }),
  )
  expect(readMediaFile(source, graphOnly).texts.get('prompt')).toBe(long)
  expect(source.reads.length).toBeLessThanOrEqual(4)
  expect(source.reads[1]).toBeLessThan(102_000)
})

test('without any text the pixels are hopped over, eight bytes at a time', () => {
  const pixels = Array.from({ length: 24 }, () => pngChunk('IDAT', Buffer.alloc(65_536)))
  const source = createCountingSource(buildPng({ pixels }))
  expect(readMediaFile(source, graphOnly)).toMatchObject({ complete: true })
  expect(source.reads.slice(1).every((length) => length <= 12)).toBe(true)
  expect(source.reads.length).toBeLessThan(30)
})
