import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt, workflow } from '../../test/texts.ts'
import { buildFlac, buildId3 } from '../testing/build-audio.ts'

const flac = buildFlac({ prompt, Workflow: workflow, encoder: 'Lavf60' })

test('a FLAC that ComfyUI saved', () => {
  expect(readBytes(flac)).toEqual({
    format: 'flac',
    mediaType: 'audio/flac',
    width: null,
    height: null,
    orientation: 1,
    hasAlpha: null,
    animated: false,
    durationSeconds: 2,
    complete: true,
    texts: { prompt, workflow, encoder: 'Lavf60' },
  })
})

test('one with an ID3 tag in front', () => {
  const tagged = Buffer.concat([buildId3({ comment: 'x' }), flac])
  expect(readBytes(tagged)).toMatchObject({
    format: 'flac',
    durationSeconds: 2,
    texts: { Comment: 'x', prompt, workflow },
  })
})

test('one that ends before its sound is not complete, and has the texts that are whole', () => {
  const cut = readBytes(flac.subarray(0, flac.indexOf('Workflow=') + 12))
  expect(cut).toMatchObject({ format: 'flac', complete: false, durationSeconds: 2 })
  expect(cut.texts).toEqual({ prompt })
})

test('a text that is not wanted is there and empty', () => {
  const { texts } = readBytes(flac, { wants: (name) => name !== 'workflow' })
  expect(texts).toEqual({ prompt, workflow: '', encoder: 'Lavf60' })
})
