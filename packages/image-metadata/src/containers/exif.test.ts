import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import {
  buildExif,
  buildJpeg,
  buildWebp,
  exifSegment,
  userComment,
  webpChunk,
} from '../../test/build-image.ts'
import { defaultGraph } from '../../test/graphs.ts'
import { readBytes } from '../../test/read-bytes.ts'

const graph = JSON.stringify(defaultGraph)
const understood = { source: 'comfyui', seed: 156680208700286 }
const settings = 'a café 一只猫\nSteps: 20, Sampler: Euler a, Seed: 5'
const prefix = Buffer.from('Exif\0\0', 'latin1')

const jpeg = (exif: Buffer): Buffer => buildJpeg([exifSegment(exif)])
const webp = (exif: Buffer): Buffer => buildWebp([webpChunk('EXIF', exif)])

/** The same block with the offset of each value moved by as many bytes. */
function shifted(exif: Buffer, by: number): Buffer {
  const copy = Buffer.from(exif)
  for (let entry = 10; entry < 10 + copy.readUInt16BE(8) * 12; entry += 12)
    copy.writeUInt32BE(copy.readUInt32BE(entry + 8) + by, entry + 8)
  return copy
}

test.each([
  ['counted into the offsets', 6, true],
  ['taken away after it was counted', 6, false],
  ['put in front of offsets that were lowered for it', -6, true],
  ['told apart from the offsets', 0, true],
])('WebP whose `Exif\\0\\0` is %s', (_, by, isPrefixed) => {
  const entries = new Map([
    [0x010f, 'workflow:{"nodes":[]}'],
    [0x0110, `prompt:${graph}`],
  ])
  const block = shifted(buildExif(entries), by)
  expect(readBytes(webp(isPrefixed ? Buffer.concat([prefix, block]) : block))).toMatchObject(
    understood,
  )
})

test('a UserComment that says UTF-16 and is UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('UNICODE\0', 'latin1'), Buffer.from(settings)])
  for (const comment of [bytes, Buffer.concat([bytes, Buffer.alloc(3)])]) {
    expect(readBytes(jpeg(buildExif(new Map(), { userComment: comment })))).toMatchObject({
      source: 'a1111',
      prompt: 'a café 一只猫',
      seed: 5,
    })
  }
})

test.each(['utf16be', 'utf16le'] as const)(
  'a UserComment in %s that has no letter of ASCII',
  (encoding) => {
    const exif = buildExif(new Map([[0x0131, 'A camera']]), {
      userComment: userComment('一只猫坐在窗台上', encoding),
    })
    expect(readBytes(jpeg(exif))).toMatchObject({ source: 'unknown', prompt: undefined })
  },
)

test("Windows' own comment", () => {
  const exif = buildExif(new Map([[0x010e, 'A picture']]), {
    windowsComment: Buffer.from(`${settings}\0`, 'utf16le'),
  })
  expect(readBytes(jpeg(exif))).toMatchObject({ source: 'a1111', prompt: 'a café 一只猫' })
})

test.each([
  ['a graph', graph],
  ['a graph and its workflow', JSON.stringify({ prompt: defaultGraph, workflow: { nodes: [] } })],
])('an ImageDescription that is bare JSON: %s', (_, text) => {
  for (const file of [jpeg, webp])
    expect(readBytes(file(buildExif(new Map([[0x010e, text]]))))).toMatchObject(understood)
})

test('an ImageDescription with values of its own', () => {
  const text = JSON.stringify({ prompt: 'a hill', seed: 4, steps: 9 })
  expect(readBytes(jpeg(buildExif(new Map([[0x010e, text]]))))).toMatchObject({
    prompt: 'a hill',
    seed: 4,
    steps: 9,
  })
})
