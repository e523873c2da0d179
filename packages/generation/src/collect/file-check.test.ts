import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  buildFlac,
  buildGif,
  buildGlb,
  buildJpeg,
  buildMatroska,
  buildMp3,
  buildMp4,
  buildOgg,
  buildPng,
  buildSafetensors,
  buildSvg,
  buildWebp,
  pngChunk,
} from '@darkroom/media-container/testing'
import { afterAll, expect, test } from 'vitest'
import { BrokenDownloadError } from './errors.ts'
import { type CheckedFile, FileCheck } from './file-check.ts'

const folder = await mkdtemp(join(tmpdir(), 'file-check-'))
afterAll(() => rm(folder, { recursive: true }))

/** Checks bytes under a name, as they would stream past in pieces of this size. */
async function check(name: string, bytes: Buffer, pieceSize = 1_000): Promise<CheckedFile> {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  await using handle = await open(path)
  const checking = new FileCheck(name, { mostPixels: 1_000_000 })
  for (let at = 0; at < bytes.length; at += pieceSize) {
    checking.add(bytes.subarray(at, at + pieceSize))
  }
  return checking.end(handle.fd)
}

const told = async (name: string, bytes: Buffer): Promise<string> => {
  const { kind, mediaType, extension, inGallery } = await check(name, bytes)
  return `${kind} ${mediaType} .${extension}${inGallery ? ' listed' : ''}`
}

const html = Buffer.from('<!doctype html><script>alert(1)</script>')

test.each<[string, Buffer, string]>([
  ['a.png', buildPng(), 'image image/png .png listed'],
  ['a.jpg', buildJpeg([]), 'image image/jpeg .jpg listed'],
  ['a.webp', buildWebp([]), 'image image/webp .webp listed'],
  ['a.gif', buildGif(), 'image image/gif .gif listed'],
  ['a.mp4', buildMp4(), 'video video/mp4 .mp4 listed'],
  ['a.webm', buildMatroska({ tags: {} }), 'video video/webm .webm listed'],
  ['a.flac', buildFlac({}), 'audio audio/flac .flac'],
  ['a.opus', buildOgg({}), 'audio audio/ogg .opus'],
  ['a.ogg', buildOgg({}), 'audio audio/ogg .ogg'],
  ['a.mp3', buildMp3(), 'audio audio/mpeg .mp3'],
  ['a.glb', buildGlb({}), '3d model/gltf-binary .glb'],
  ['a.latent', buildSafetensors({}), 'other application/octet-stream .latent'],
  ['a.svg', buildSvg('{}'), 'image image/svg+xml .svg'],
  // Its bytes say what a file is, whatever its name.
  ['a.png', buildJpeg([]), 'image image/jpeg .jpg listed'],
  ['a.jpg', buildPng(), 'image image/png .png listed'],
  ['a', buildPng(), 'image image/png .png listed'],
  ['a.txt', buildPng(), 'image image/png .png listed'],
  // A text may begin as other files do, and a drawing go on behind its end.
  ['a.txt', Buffer.from('GIF89a is how it begins'), 'text text/plain .txt'],
  ['a.md', Buffer.from('ID3 and more'), 'text text/plain .txt'],
  [
    'a.svg',
    Buffer.concat([buildSvg('{}'), Buffer.from('<!-- made by -->')]),
    'image image/svg+xml .svg',
  ],
  // Sound alone in a container of videos is none of them.
  ['a.m4a', buildMp4(), 'audio audio/mp4 .m4a'],
  // Nothing tells what these are but their names, none of which the gallery or a browser takes for something else.
  ['a.obj', Buffer.from('v 0 0 0'), '3d model/obj .obj'],
  ['a.wav', Buffer.from('RIFF0000WAVE'), 'audio audio/wav .wav'],
  ['a.txt', Buffer.from('a'), 'text text/plain .txt'],
  ['a.json', Buffer.from('{}'), 'text text/plain .txt'],
  ['a.html', html, 'text text/plain .txt'],
  ['a.npz', Buffer.from([0x89, 1, 2, 3, 4, 5, 6, 7, 8]), 'other application/octet-stream .npz'],
  ['a.jxl', Buffer.from('nothing'), 'other application/octet-stream .bin'],
  ['a.x/../y', Buffer.from('nothing'), 'other application/octet-stream .bin'],
])('%s (%#) is told by its bytes, or by its name', async (name, bytes, expected) => {
  expect(await told(name, bytes)).toBe(expected)
})

test.each<[string, Buffer]>([
  ['a.png', html],
  ['a.png', buildPng().subarray(0, -1)],
  ['a.png', Buffer.concat([buildPng(), Buffer.from('x')])],
  ['a.jpg', html],
  ['a.webp', buildWebp([]).subarray(0, -3)],
  ['a.mp4', html],
  ['a.mp4', buildMp4().subarray(0, -3)],
  ['a.webm', Buffer.alloc(100)],
  ['a.glb', buildGlb({}).subarray(0, -3)],
  ['a.flac', Buffer.alloc(0)],
])('%s (%#) that is not whole, or not what it is called, is refused', async (name, bytes) => {
  await expect(check(name, bytes)).rejects.toThrow(BrokenDownloadError)
})

test('a PNG is known by its first bytes, however they come', async () => {
  for (const size of [1, 3, 7]) {
    expect(await check('a', buildPng(), size)).toMatchObject({
      ...{ kind: 'image', width: 1024, height: 768 },
    })
  }
  const checking = new FileCheck('a.png', { mostPixels: 1_000_000 })
  expect(() => checking.add(Buffer.from('<'))).toThrow('It is no PNG')
})

test('an animated PNG may be as large as all of its pictures', async () => {
  const frames = (count: number): Buffer => {
    const control = Buffer.alloc(8)
    control.writeUInt32BE(count)
    const data = Buffer.alloc(17 * 2 ** 20)
    const parts = [pngChunk('IDAT', data), pngChunk('fdAT', data)]
    const still = buildPng()
    // Behind signature and head.
    return Buffer.concat([
      still.subarray(0, 33),
      pngChunk('acTL', control),
      ...parts,
      still.subarray(33),
    ])
  }
  await expect(check('a.png', frames(1), 2 ** 20)).rejects.toThrow('larger than its 1024×768')
  expect(await check('a.png', frames(1_000_000), 2 ** 20)).toMatchObject({ kind: 'image' })
})
