import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt, workflow } from '../../test/texts.ts'
import { readMediaFile } from '../read-media-file.ts'
import { buildMatroska } from '../testing/build-matroska.ts'
import { createCountingSource } from '../testing/counting-source.ts'

test('a WebM that ComfyUI saved: size, duration, media type, and the graph in its tags', () => {
  const bytes = buildMatroska({
    tags: { PROMPT: prompt, WORKFLOW: workflow, ENCODER: 'Lavf60' },
  })
  expect(readBytes(bytes)).toMatchObject({
    format: 'webm',
    mediaType: 'video/webm',
    width: 854,
    height: 480,
    durationSeconds: 4,
    animated: true,
    complete: true,
    texts: { prompt, workflow, ENCODER: 'Lavf60' },
  })
})

test('a Matroska with everything in its comment', () => {
  const tags = { COMMENT: `{"prompt": ${prompt}, "workflow": ${workflow}}` }
  expect(readBytes(buildMatroska({ docType: 'matroska', tags }))).toMatchObject({
    format: 'mkv',
    mediaType: 'video/matroska',
    texts: { Comment: tags.COMMENT },
  })
})

test('tags behind the pictures are found by the index, in a few short reads', () => {
  const source = createCountingSource(buildMatroska({ tags: { prompt }, tagsLast: true }))
  expect(readMediaFile(source).texts.get('prompt')).toBe(prompt)
  expect(source.reads.length).toBeLessThan(12)
})

test('a live recording has no duration and never says that it is whole', () => {
  const bytes = buildMatroska({ tags: { PROMPT: prompt }, live: true })
  expect(readBytes(bytes)).toMatchObject({
    width: 854,
    durationSeconds: null,
    complete: false,
    texts: { prompt },
  })
})

test('a file that is cut off is not complete', () => {
  const bytes = buildMatroska({ tags: {} })
  expect(readBytes(bytes.subarray(0, bytes.length - 10))).toMatchObject({
    width: 854,
    complete: false,
  })
})
