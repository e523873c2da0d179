import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { prompt, workflow } from '../../test/texts.ts'
import { createBufferSource } from '../byte-source.ts'
import { buildFlac, buildId3, buildMp3, buildOgg } from '../testing/build-audio.ts'
import { buildMp4, itunesMeta, keyedMeta } from '../testing/build-boxes.ts'
import { buildGif } from '../testing/build-gif.ts'
import {
  buildExif,
  buildJpeg,
  buildPng,
  buildWebp,
  compressedTextChunk,
  exifSegment,
  imageDataChunk,
  internationalTextChunk,
  pngChunk,
  pngWithTexts,
  userComment,
  webpChunk,
} from '../testing/build-image.ts'
import { buildMatroska } from '../testing/build-matroska.ts'
import { buildExr, buildGlb, buildSafetensors, buildSvg } from '../testing/build-others.ts'
import { createCountingSource } from '../testing/counting-source.ts'
import { type EmbeddedGraphs, readEmbeddedGraphs } from './read-embedded-graphs.ts'

const read = (bytes: Uint8Array): EmbeddedGraphs => readEmbeddedGraphs(createBufferSource(bytes))

/** As ComfyUI writes WebP: Model and Make. */
const exif = buildExif(
  new Map([
    [0x010f, `workflow:${workflow}`],
    [0x0110, `prompt:${prompt}`],
  ]),
)
/** As VideoHelperSuite writes a comment: the prompt as text within the text. */
const comment = `{"prompt": ${JSON.stringify(prompt)}, "workflow": ${workflow}}`
const comf = (name: string, text: string): Buffer =>
  pngChunk('comf', Buffer.from(`${name}\0${text}`))

test.each([
  ['png', 'tEXt', pngWithTexts({ prompt, workflow })],
  [
    'png',
    'iTXt and zTXt',
    buildPng({
      before: [internationalTextChunk('prompt', prompt), compressedTextChunk('workflow', workflow)],
    }),
  ],
  [
    'png',
    'chunks of an animation, behind its first picture',
    buildPng({ pixels: [imageDataChunk(), comf('prompt', prompt), comf('workflow', workflow)] }),
  ],
  ['webp', 'Make and Model', buildWebp([webpChunk('EXIF', exif)])],
  ['webp', 'an animation', buildWebp([webpChunk('EXIF', exif)], { animated: true })],
  ['jpeg', 'Make and Model', buildJpeg([exifSegment(exif)])],
  [
    'jpeg',
    'UserComment',
    buildJpeg([
      exifSegment(buildExif(new Map(), { userComment: userComment(comment, 'utf16be') })),
    ]),
  ],
  ['gif', 'comment', buildGif({ comment })],
  ['mp4', 'keys', buildMp4({ userData: [keyedMeta({ prompt, workflow })] })],
  ['mp4', 'comment', buildMp4({ userData: [itunesMeta({ '\xa9cmt': comment })], moovLast: true })],
  ['webm', 'tags', buildMatroska({ tags: { PROMPT: prompt, WORKFLOW: workflow } })],
  ['flac', 'comments', buildFlac({ prompt, workflow })],
  ['ogg', 'comments', buildOgg({ prompt, workflow })],
  ['mp3', 'a tag', buildMp3({ tag: buildId3({ prompt, workflow }) })],
  ['exr', 'attributes', buildExr({ prompt, workflow })],
  ['svg', 'metadata', buildSvg(`{"prompt": ${prompt}, "workflow": ${workflow}}`)],
  ['glb', 'its asset', buildGlb({ prompt, workflow })],
  ['safetensors', 'metadata', buildSafetensors({ prompt, workflow })],
  ['mkv', 'comment', buildMatroska({ docType: 'matroska', tags: { COMMENT: comment } })],
])('%s: both graphs, letter by letter, from %s', (format, _, bytes) => {
  expect(read(bytes)).toEqual({ format, prompt, workflow })
})

test('one alone is found, and its name need not be right', () => {
  expect(read(pngWithTexts({ workflow }))).toEqual({ format: 'png', workflow })
  expect(read(pngWithTexts({ prompt: workflow }))).toEqual({ format: 'png', workflow })
  expect(read(pngWithTexts({ workflow: prompt }))).toEqual({ format: 'png', prompt })
})

test('bare graphs in texts of any name, with what a saver glued to them', () => {
  const block = buildExif(
    new Map([
      [0x010e, `${workflow}{"version": "1.45"}`],
      [0x010f, prompt],
    ]),
  )
  expect(read(buildJpeg([exifSegment(block)]))).toEqual({ format: 'jpeg', prompt, workflow })
})

test('a graph as a JSON string, with a mark and NULs around it', () => {
  const file = pngWithTexts({ prompt: JSON.stringify(prompt), workflow: `\ufeff${workflow}\0\0` })
  expect(read(file)).toEqual({ format: 'png', prompt, workflow })
})

test('a text that is called workflow is handed over though its end is missing', () => {
  expect(read(pngWithTexts({ workflow: '{"nodes": [' }))).toEqual({
    format: 'png',
    workflow: '{"nodes": [',
  })
})

test('prose is no graph, and neither is what another program says of itself', () => {
  const texts = {
    prompt: 'a cat',
    parameters: '{"model": "x", "prompt": "a {red|blue} cat"}',
    Comment: '{"uc": "", "prompt": "{{cat}}"}',
    invokeai_workflow: '{"nodes": [{"id": "a"}], "edges": []}',
  }
  expect(read(pngWithTexts(texts))).toEqual({ format: 'png' })
  expect(read(Buffer.from('hello'))).toEqual({ format: 'unknown' })
})

test('objects within objects without end are given up', () => {
  const abyss = '{"prompt":'.repeat(100_000)
  expect(read(pngWithTexts({ Comment: abyss }))).toEqual({ format: 'png' })
})

test('of a typical picture only the head and the end are read', () => {
  const png = buildPng({
    before: [compressedTextChunk('prompt', prompt), compressedTextChunk('workflow', workflow)],
    pixels: [pngChunk('IDAT', Buffer.alloc(1_000_000))],
  })
  const source = createCountingSource(png)
  expect(readEmbeddedGraphs(source).workflow).toBe(workflow)
  expect(source.reads).toEqual([32 * 1024, 12])
})
