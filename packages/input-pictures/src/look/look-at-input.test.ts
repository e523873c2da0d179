import { createBufferSource } from '@darkroom/media-container'
import {
  buildExif,
  buildGif,
  buildMp4,
  buildPng,
  buildWebp,
  pngChunk,
} from '@darkroom/media-container/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BrokenMediaError,
  EmptyInputError,
  InputPictureError,
  NotMediaError,
  TooManyPixelsError,
} from '../errors.ts'
import { lookAtInput, mostPixels } from './look-at-input.ts'

const look = (bytes: Uint8Array | string) => lookAtInput(createBufferSource(Buffer.from(bytes)))

test('a picture is told by its bytes', async () => {
  expect(await look(buildPng({ width: 30, height: 20 }))).toEqual({
    kind: 'picture',
    mediaType: 'image/png',
    extension: 'png',
    width: 30,
    height: 20,
    orientation: 1,
    hasAlpha: false,
    animated: false,
    durationSeconds: null,
  })
  expect(await look(buildPng({ before: [pngChunk('tRNS', Buffer.alloc(2))] }))).toMatchObject({
    hasAlpha: true,
  })
  expect(await look(buildWebp([]))).toMatchObject({ kind: 'picture', mediaType: 'image/webp' })
  expect(await look(buildGif())).toMatchObject({ kind: 'picture', mediaType: 'image/gif' })
})

test('a picture that EXIF turns has the size that a person sees', async () => {
  const turned = buildExif(new Map(), { orientation: 6 })
  expect(
    await look(buildPng({ width: 30, height: 20, before: [pngChunk('eXIf', turned)] })),
  ).toMatchObject({
    width: 20,
    height: 30,
    orientation: 6,
  })
})

test('videos and sounds are told as well', async () => {
  expect(await look(buildMp4({ width: 640, height: 360 }))).toMatchObject({
    kind: 'video',
    mediaType: 'video/mp4',
    extension: 'mp4',
    width: 640,
    height: 360,
  })
  expect(await look(buildMp4({ width: 0, height: 0 }))).toMatchObject({
    kind: 'audio',
    mediaType: expect.stringMatching(/^audio\//),
    width: null,
  })
  const wave = Buffer.concat([
    Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1'),
    Buffer.alloc(40),
  ])
  expect(await look(wave)).toMatchObject({
    kind: 'audio',
    mediaType: 'audio/wav',
    extension: 'wav',
  })
  const flac = Buffer.concat([Buffer.from('fLaC\0\0\0\x22', 'latin1'), Buffer.alloc(40)])
  expect(await look(flac)).toMatchObject({ kind: 'audio', extension: 'flac' })
  const mp3 = Buffer.concat([
    Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'),
    Buffer.from([0xff, 0xfb, 0x90, 0]),
    Buffer.alloc(500),
  ])
  expect(await look(mp3)).toMatchObject({ kind: 'audio', mediaType: 'audio/mpeg' })
})

test.each([
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'an SVG drawing'],
  ['\ufeff<?xml version="1.0"?>\n<!-- drawn --><svg onload="alert(1)"/>', 'an SVG drawing'],
  ['<!DOCTYPE html><title>x</title>', 'a web page'],
  ['\n\n<HTML>', 'a web page'],
  ['<script>alert(1)</script>', 'a web page'],
  ['<?xml version="1.0"?><rss/>', 'a text with markup'],
  ['{"prompt": "x"}', 'a text, perhaps JSON'],
  ['just words', 'a text'],
  ['%PDF-1.7\n%\xe2\xe3', 'a file of the type application/pdf'],
  ['MZ\x90\0\x03\0\0\0', 'a file of the type application/x-msdownload'],
  ['PK\x03\x04\x14\0\0\0\0\0', 'a file of the type application/zip'],
  ['\0\x01\x02\x03', 'a file of an unknown kind'],
  ['\xff\x0a\xfa\x1f\x41\x91\x08\x06\x01\0', 'a file of the type image/jxl'],
  ['\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'a file of the type image/heic'],
])('%j is told for what it is', async (text, found) => {
  const bytes = text.startsWith('\ufeff') ? Buffer.from(text) : Buffer.from(text, 'latin1')
  const error = await look(bytes).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(NotMediaError)
  expect(error).toMatchObject({ found })
})

test('no bytes, a broken head and a missing end are refused', async () => {
  await expect(look('')).rejects.toThrow(EmptyInputError)
  const whole = buildPng({ width: 30, height: 20 })
  await expect(look(whole.subarray(0, 12))).rejects.toThrow(BrokenMediaError)
  await expect(look(whole.subarray(0, -1))).rejects.toThrow('its end is missing')
  await expect(look(buildPng({ width: 0, height: 20 }))).rejects.toThrow(BrokenMediaError)
  await expect(look(buildMp4({ width: 640, height: 360 }).subarray(0, -10))).rejects.toThrow(
    BrokenMediaError,
  )
})

test('a small file with more pixels than anybody decodes is refused by its head', async () => {
  await expect(look(buildPng({ width: 100_000, height: 100_000 }))).rejects.toThrow(
    TooManyPixelsError,
  )
  await expect(look(buildPng({ width: 2 ** 31 - 1, height: 2 ** 31 - 1 }))).rejects.toThrow(
    TooManyPixelsError,
  )
  await expect(look(buildPng({ width: mostPixels + 1, height: 1 }))).rejects.toThrow(
    TooManyPixelsError,
  )
  expect(await look(buildPng({ width: mostPixels, height: 1 }))).toMatchObject({
    width: mostPixels,
  })
  await expect(look(buildMp4({ width: 60_000, height: 60_000 }))).rejects.toThrow(
    TooManyPixelsError,
  )
})

test('no bytes make it fail in another way', async () => {
  const starts = [buildPng(), buildWebp([]), buildMp4(), buildGif()]
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.constantFrom(...starts), fc.nat(200), fc.uint8Array({ maxLength: 50 }))
      .map(([start, cut, rest]) => Buffer.concat([start.subarray(0, cut), rest])),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (some) => {
      const seen = await look(some).catch((error: unknown) => error)
      expect(seen instanceof InputPictureError || !(seen instanceof Error)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
