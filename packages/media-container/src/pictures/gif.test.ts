import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt, workflow } from '../../test/texts.ts'
import { readMediaFile } from '../read-media-file.ts'
import { buildGif } from '../testing/build-gif.ts'
import { createCountingSource } from '../testing/counting-source.ts'

test('a still GIF and a moving one', () => {
  expect(readBytes(buildGif())).toMatchObject({
    format: 'gif',
    mediaType: 'image/gif',
    width: 64,
    height: 48,
    animated: false,
    complete: true,
    hasAlpha: false,
    texts: {},
  })
  expect(readBytes(buildGif({ pictures: 3, hundredths: 300 }))).toMatchObject({
    animated: true,
    durationSeconds: 9,
  })
})

test('a comment, which lies in pieces', () => {
  const parameters = `${'a hill, '.repeat(80)}end\nSteps: 20, Sampler: Euler, Seed: 3`
  const graphs = `{"prompt": ${prompt}, "workflow": ${workflow}}`
  for (const comment of [parameters, graphs])
    expect(readBytes(buildGif({ comment })).texts).toEqual({ Comment: comment })
})

test('an XMP packet, which lies in one piece, and pictures behind it', () => {
  const xmp = '<x><exif:UserComment>{"c":"a lake","uc":"","seed":4}</exif:UserComment></x>'
  expect(readBytes(buildGif({ xmp, pictures: 2 }))).toMatchObject({
    texts: { 'XML:com.adobe.xmp': xmp },
    animated: true,
  })
})

test('a long GIF is read in few large pieces, and not to its end', () => {
  const source = createCountingSource(buildGif({ comment: 'x', pictures: 200_000 }))
  expect(readMediaFile(source)).toMatchObject({
    animated: true,
    durationSeconds: null,
    complete: true,
  })
  expect(source.reads.length).toBeLessThan(40)
})

test('a GIF that is cut off is not complete', () => {
  const bytes = buildGif({ pictures: 2 })
  expect(readBytes(bytes.subarray(0, bytes.length - 4)).complete).toBe(false)
})
