import { expect, test } from 'vitest'
import { buildGif } from '../../test/build-gif.ts'
import { defaultGraph } from '../../test/graphs.ts'
import { createCountingSource, readBytes } from '../../test/read-bytes.ts'
import { readImageMetadata } from '../index.ts'

test('a still GIF and a moving one', () => {
  expect(readBytes(buildGif())).toMatchObject({
    format: 'gif',
    mediaType: 'image/gif',
    width: 64,
    height: 48,
    animated: false,
    complete: true,
    source: 'unknown',
  })
  expect(readBytes(buildGif({ pictures: 3, hundredths: 300 }))).toMatchObject({
    animated: true,
    durationSeconds: 9,
  })
})

test('settings and graphs in a comment, which lies in pieces', () => {
  const parameters = `${'a hill, '.repeat(80)}end\nSteps: 20, Sampler: Euler, Seed: 3`
  expect(readBytes(buildGif({ comment: parameters }))).toMatchObject({
    source: 'a1111',
    seed: 3,
    prompt: parameters.split('\n')[0],
  })
  const comment = JSON.stringify({ prompt: defaultGraph, workflow: { nodes: [] } })
  expect(readBytes(buildGif({ comment }))).toMatchObject({
    source: 'comfyui',
    seed: 156680208700286,
  })
})

test('an XMP packet, which lies in one piece, and pictures behind it', () => {
  const xmp = '<x><exif:UserComment>{"c":"a lake","uc":"","seed":4}</exif:UserComment></x>'
  expect(readBytes(buildGif({ xmp, pictures: 2 }))).toMatchObject({
    source: 'drawthings',
    prompt: 'a lake',
    animated: true,
  })
})

test('a long GIF is read in few large pieces, and not to its end', () => {
  const source = createCountingSource(buildGif({ comment: 'x', pictures: 200_000 }))
  expect(readImageMetadata({ name: 'a.gif', source })).toMatchObject({
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
