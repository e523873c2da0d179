import { expect, test } from 'vitest'
import { buildMatroska } from '../../test/build-matroska.ts'
import { defaultGraph } from '../../test/graphs.ts'
import { createCountingSource, readBytes } from '../../test/read-bytes.ts'
import { readImageMetadata } from '../index.ts'

const graph = JSON.stringify(defaultGraph)

test('a WebM that ComfyUI saved: size, duration, media type, and the graph in its tags', () => {
  const bytes = buildMatroska({
    tags: { PROMPT: graph, WORKFLOW: '{"nodes":[]}', ENCODER: 'Lavf60' },
  })
  expect(readBytes(bytes, 'ComfyUI_00001_.webm')).toMatchObject({
    format: 'webm',
    mediaType: 'video/webm',
    width: 854,
    height: 480,
    durationSeconds: 4,
    animated: true,
    complete: true,
    source: 'comfyui',
    prompt: 'a glass bottle with a galaxy inside',
    seed: 156680208700286,
  })
})

test('a Matroska with everything in its comment', () => {
  const tags = { COMMENT: JSON.stringify({ prompt: graph, workflow: { nodes: [] } }) }
  expect(readBytes(buildMatroska({ docType: 'matroska', tags }))).toMatchObject({
    format: 'mkv',
    mediaType: 'video/matroska',
    source: 'comfyui',
    seed: 156680208700286,
  })
})

test('tags behind the pictures are found by the index, in a few short reads', () => {
  const source = createCountingSource(buildMatroska({ tags: { prompt: graph }, tagsLast: true }))
  const { recipe } = readImageMetadata({ name: 'a.webm', source })
  expect(recipe.prompt).toBe('a glass bottle with a galaxy inside')
  expect(source.reads.length).toBeLessThan(12)
})

test('a live recording has no duration and never says that it is whole', () => {
  const bytes = buildMatroska({ tags: { PROMPT: graph }, live: true })
  expect(readBytes(bytes)).toMatchObject({
    width: 854,
    durationSeconds: null,
    complete: false,
    source: 'comfyui',
  })
})

test('a file that is cut off is not complete', () => {
  const bytes = buildMatroska({ tags: {} })
  expect(readBytes(bytes.subarray(0, bytes.length - 10))).toMatchObject({
    width: 854,
    complete: false,
  })
})
