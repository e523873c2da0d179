import { expect, test } from 'vitest'
import type { JobOutput } from './job-output.ts'
import { imagesOf, readResult, resultToJson } from './job-result.ts'

const output = (path: string, more: Partial<JobOutput> = {}): JobOutput => ({
  path,
  sha256: path,
  bytes: 1,
  kind: 'image',
  mediaType: 'image/png',
  inGallery: true,
  node: '9',
  filename: 'x.png',
  subfolder: 'darkroom',
  type: 'output',
  ...more,
})

test('outputs are read as they were written, in their order', () => {
  const sound = { kind: 'audio', mediaType: 'audio/flac', inGallery: false } as const
  const text = { kind: 'text', mediaType: 'text/plain', inGallery: false, text: 'a' } as const
  const result = {
    outputs: [
      output('a.flac', sound),
      output('a_02.png', { width: 3, height: 4 }),
      output('a_03.txt', text),
      output('a_04.flac', sound),
      output('a_05.mp4', { kind: 'video', mediaType: 'video/mp4' }),
    ],
    server: 's',
    promptId: 'p',
    durationMs: 5,
  }
  const json = resultToJson(result)
  expect(readResult(json)).toEqual(result)
  expect(json).toMatchObject({ images: [{ path: 'a_02.png' }, { path: 'a_05.mp4' }] })
  expect(imagesOf(result.outputs).map(({ path }) => path)).toEqual(['a_02.png', 'a_05.mp4'])
})

test('a result of the time when there were only pictures is told as those', () => {
  const image = { path: 'd/x.png', sha256: 'h', bytes: 10, width: 64, height: 64 }
  expect(readResult({ images: [image], server: 's', promptId: 'p' })).toEqual({
    outputs: [
      {
        ...image,
        ...{ kind: 'image', mediaType: 'image/png', inGallery: true },
        ...{ node: '', filename: '', subfolder: '', type: 'output' },
      },
    ],
    server: 's',
    promptId: 'p',
  })
  expect(readResult(undefined)).toBeUndefined()
  expect(readResult({ forgotten: true })).toBeUndefined()
})

test('texts are kept with the result as far as 65,536 characters go, and whole in their files', () => {
  const text = (characters: number): JobOutput =>
    output(`${characters}.txt`, { kind: 'text', inGallery: false, text: 'x'.repeat(characters) })
  const outputs = [text(40_000), text(30_000), output('a.png'), text(5)]
  const result = readResult(resultToJson({ outputs, server: 's', promptId: 'p' }))
  expect(result?.outputs.map(({ path, text }) => [path, text?.length])).toEqual([
    ['40000.txt', 40_000],
    ['30000.txt', undefined],
    ['a.png', undefined],
    ['5.txt', undefined],
  ])
})
