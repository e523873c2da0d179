import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt, workflow } from '../../test/texts.ts'
import { readMediaFile } from '../read-media-file.ts'
import {
  box,
  buildMp4,
  itunesMeta,
  keyedMeta,
  latin1,
  quickTimeText,
  uint32,
} from '../testing/build-boxes.ts'
import { createCountingSource } from '../testing/counting-source.ts'

/** The comment of VideoHelperSuite: the graph as text, the workflow as JSON. */
const comment = JSON.stringify({ prompt, workflow: JSON.parse(workflow) })

test('an MP4 that ComfyUI saved: size, duration, media type, and the graph under its key', () => {
  const bytes = buildMp4({ userData: [keyedMeta({ prompt, workflow })] })
  expect(readBytes(bytes)).toMatchObject({
    texts: { prompt, workflow },
    orientation: 1,
    format: 'mp4',
    mediaType: 'video/mp4',
    width: 640,
    height: 360,
    durationSeconds: 2.5,
    animated: true,
    complete: true,
  })
})

test.each([
  ['iTunes ©cmt', [itunesMeta({ '\xa9cmt': comment, '\xa9too': 'Lavf60' })], []],
  ['a key named comment', [keyedMeta({ encoder: 'Lavf60', comment })], []],
  ["Apple's key in moov", [], [keyedMeta({ 'com.apple.quicktime.comment': comment })]],
  ['QuickTime ©cmt', [quickTimeText('\xa9cmt', comment)], []],
  [
    'QuickTime ©cmt longer than its length can say',
    [quickTimeText('\xa9cmt', comment.padEnd(70_000))],
    [],
  ],
])('a comment as %s', (_, userData, movie) => {
  expect(readBytes(buildMp4({ userData, movie })).texts.Comment?.trimEnd()).toBe(comment)
})

test('a movie behind its pictures is found in a few short reads', () => {
  const bytes = buildMp4({
    moovLast: true,
    pictures: Buffer.alloc(3_000_000),
    userData: [keyedMeta({ prompt, workflow: 'w'.repeat(500_000) })],
  })
  const source = createCountingSource(bytes)
  const { texts, complete } = readMediaFile(source, { wants: (name) => name !== 'workflow' })
  expect([...texts]).toEqual([
    ['prompt', prompt],
    ['workflow', ''],
  ])
  expect(complete).toBe(true)
  expect(source.reads.length).toBeLessThan(24)
  expect(source.reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(600_000)
})

test('QuickTime, with its brand or without any, and a film on its side', () => {
  const quickTime = buildMp4({
    brand: 'qt  ',
    turned: true,
    userData: [quickTimeText('\xa9cmt', 'x')],
  })
  expect(readBytes(quickTime)).toMatchObject({
    format: 'mov',
    mediaType: 'video/quicktime',
    width: 360,
    height: 640,
  })
  const old = quickTime.subarray(quickTime.readUInt32BE(0))
  expect(readBytes(old)).toMatchObject({ format: 'mov', width: 360, complete: true })
})

test('a movie that is still being written is not complete', () => {
  const whole = buildMp4({ moovLast: true })
  expect(readBytes(whole.subarray(0, 60))).toMatchObject({ format: 'mp4', complete: false })
  expect(readBytes(whole.subarray(0, whole.length - 3)).complete).toBe(false)
  const first = buildMp4()
  expect(readBytes(first.subarray(0, first.length - 3)).complete).toBe(false)
})

test('an XMP packet', () => {
  const packet = '<exif:UserComment>{"c":"a lake","uc":"","seed":4}</exif:UserComment>'
  const id = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')
  const withPacket = Buffer.concat([buildMp4(), box('uuid', id, latin1(packet))])
  expect(readBytes(withPacket)).toMatchObject({ texts: { 'XML:com.adobe.xmp': packet } })
})

test('a 64-bit length and one of zero, which means up to the end', () => {
  const bytes = buildMp4({ userData: [keyedMeta({ prompt })] })
  const long = Buffer.concat([uint32(1), latin1('mdat'), uint32(0, 20), Buffer.alloc(4)])
  const open = Buffer.concat([uint32(0), latin1('mdat'), Buffer.alloc(50)])
  expect(readBytes(Buffer.concat([bytes, long, open]))).toMatchObject({
    texts: { prompt },
    complete: true,
  })
})
