import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import {
  buildExif,
  buildPng,
  compressedTextChunk,
  imageDataChunk,
  internationalTextChunk,
  pngChunk,
  textChunk,
  userComment,
} from '../../test/build-image.ts'
import { defaultGraph } from '../../test/graphs.ts'
import { createCountingSource, readBytes } from '../../test/read-bytes.ts'
import { readImageMetadata } from '../index.ts'

const a1111 = 'a cat\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 512x512'
const graphText = JSON.stringify(defaultGraph)

test.each([
  ['tEXt', textChunk('parameters', a1111)],
  ['zTXt', compressedTextChunk('parameters', a1111)],
  ['iTXt', internationalTextChunk('parameters', a1111)],
  ['compressed iTXt', internationalTextChunk('parameters', a1111, { compressed: true })],
  ['eXIf', pngChunk('eXIf', buildExif(new Map(), { userComment: userComment(a1111, 'utf16be') }))],
])('a text in %s is found', (_, chunk) => {
  expect(readBytes(buildPng({ before: [chunk] }))).toMatchObject({
    source: 'a1111',
    prompt: 'a cat',
    seed: 5,
  })
})

test('a text after the pixels is found', () => {
  const png = buildPng({
    pixels: [imageDataChunk(), imageDataChunk()],
    after: [textChunk('parameters', a1111)],
  })
  expect(readBytes(png)).toMatchObject({ prompt: 'a cat' })
})

test("ComfyUI's animated PNG keeps its graph in a chunk of its own after the first pixels", () => {
  const comf = pngChunk('comf', Buffer.from(`prompt\0${graphText}`))
  const png = buildPng({
    before: [pngChunk('acTL', Buffer.alloc(8))],
    pixels: [imageDataChunk(), comf, pngChunk('fdAT', Buffer.alloc(40))],
  })
  expect(readBytes(png)).toMatchObject({ animated: true, source: 'comfyui', steps: 20 })
})

test('text in Latin-1, as the specification has it, and in UTF-8, as the tools write it', () => {
  const text = 'café über\nSteps: 20, Sampler: Euler'
  for (const encoding of ['latin1', 'utf8'] as const) {
    const png = buildPng({ before: [textChunk('parameters', text, encoding)] })
    expect(readBytes(png).prompt).toBe('café über')
  }
})

test('the first of two texts of one name counts', () => {
  const before = [textChunk('parameters', a1111), textChunk('parameters', 'b\nSteps: 1')]
  expect(readBytes(buildPng({ before })).prompt).toBe('a cat')
})

test('a text that cannot be inflated does not keep the next of its name from being read', () => {
  const broken = pngChunk('zTXt', Buffer.from('parameters\0\0nonsense'))
  expect(readBytes(buildPng({ before: [broken, textChunk('parameters', a1111)] })).prompt).toBe(
    'a cat',
  )
})

// Slow, because 64 MB are inflated before the limit is reached.
test('a text that inflates to more than it should is left alone', () => {
  const bomb = compressedTextChunk('parameters', ' '.repeat(70 * 1024 * 1024))
  expect(readBytes(buildPng({ before: [bomb] }))).toMatchObject({ source: 'unknown', width: 1024 })
})

test('a picture to which something was appended is complete, one that is cut off before its end is not', () => {
  const png = buildPng({ before: [textChunk('prompt', JSON.stringify(defaultGraph))] })
  const tail = Buffer.from('appended by a tool')
  expect(readBytes(Buffer.concat([png, tail]))).toMatchObject({ complete: true, steps: 20 })
  expect(readBytes(Buffer.concat([png.subarray(0, -12), tail])).complete).toBe(false)
})

test('a picture is complete when its end is there', () => {
  const png = buildPng({ before: [textChunk('prompt', graphText)] })
  expect(readBytes(png).complete).toBe(true)
  const half = readBytes(png.subarray(0, png.length - 5))
  expect(half).toMatchObject({ complete: false, width: 1024, steps: 20 })
})

test('of a typical picture only its head and its last twelve bytes are read', () => {
  const before = [textChunk('prompt', graphText), textChunk('workflow', 'w'.repeat(11_000))]
  const pixels = [pngChunk('IDAT', Buffer.alloc(1_500_000))]
  const source = createCountingSource(buildPng({ before, pixels }))
  expect(readImageMetadata({ name: 'a.png', source })).toMatchObject({
    recipe: { seed: 156680208700286 },
    complete: true,
  })
  expect(source.reads).toEqual([32 * 1024, 12])
})

test('a workflow of megabytes is stepped over', () => {
  const before = [textChunk('prompt', graphText), textChunk('workflow', 'w'.repeat(3_000_000))]
  const source = createCountingSource(
    buildPng({ before, pixels: [pngChunk('IDAT', Buffer.alloc(1_500_000))] }),
  )
  expect(readImageMetadata({ name: 'a.png', source }).recipe.steps).toBe(20)
  expect(source.reads).toEqual([32 * 1024, 8, 12])
})

test('a graph longer than the head is read in one further piece', () => {
  const filler = {
    ...defaultGraph,
    '77': { class_type: 'Note', inputs: { text: 'n'.repeat(100_000) } },
  }
  const before = [textChunk('prompt', JSON.stringify(filler))]
  const source = createCountingSource(
    buildPng({ before, pixels: [pngChunk('IDAT', Buffer.alloc(500_000))] }),
  )
  expect(readImageMetadata({ name: 'a.png', source }).recipe.steps).toBe(20)
  expect(source.reads.length).toBeLessThanOrEqual(4)
  expect(source.reads[1]).toBeLessThan(102_000)
})

test('without any text the pixels are hopped over, eight bytes at a time', () => {
  const pixels = Array.from({ length: 24 }, () => pngChunk('IDAT', Buffer.alloc(65_536)))
  const source = createCountingSource(buildPng({ pixels }))
  expect(readImageMetadata({ name: 'a.png', source })).toMatchObject({
    source: 'unknown',
    complete: true,
  })
  expect(source.reads.slice(1).every((length) => length <= 12)).toBe(true)
  expect(source.reads.length).toBeLessThan(30)
})
