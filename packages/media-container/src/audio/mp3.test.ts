import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt, workflow } from '../../test/texts.ts'
import { buildId3, buildMp3 } from '../testing/build-audio.ts'

const told = {
  format: 'mp3',
  mediaType: 'audio/mpeg',
  width: null,
  height: null,
  orientation: 1,
  hasAlpha: null,
  animated: false,
  durationSeconds: (50 * 1152) / 44_100,
  complete: true,
}

test.each([3, 4] as const)('an MP3 with texts in an ID3 tag of version 2.%i', (version) => {
  for (const encoding of ['utf8', 'utf16le'] as const) {
    const tag = buildId3({ prompt, workflow, größe: 'ß' }, { version, encoding })
    expect(readBytes(buildMp3({ tag }))).toEqual({
      ...told,
      texts: { prompt, workflow, größe: 'ß' },
    })
  }
})

test('one without a tag, told by two frames in a row', () => {
  const mp3 = buildMp3()
  expect(readBytes(mp3)).toEqual({ ...told, texts: {} })
  expect(readBytes(mp3.subarray(0, 420)).format).toBe('unknown')
  expect(readBytes(mp3.subarray(0, -1)).complete).toBe(false)
})

test('a comment and a title in frames of their own; frames that are packed are passed over', () => {
  const frame = (id: string, text: string, flags = 0): Buffer => {
    const data = Buffer.from(`\x03${text}`)
    return Buffer.concat([Buffer.from(id), Buffer.from([0, 0, 0, data.length, 0, flags]), data])
  }
  const frames = Buffer.concat([
    frame('TIT2', 'A song\0'),
    frame('TXXX', 'prompt\0packed', 0x08),
    frame('COMM', 'eng\0a comment'),
  ])
  const tag = Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, frames.length]),
    frames,
  ])
  expect(readBytes(buildMp3({ tag })).texts).toEqual({ Title: 'A song', Comment: 'a comment' })
})

test('a tag of version 2.3 whose bytes must not look like sound', () => {
  const plain = buildId3({ prompt }, { version: 3, encoding: 'utf16le' })
  const body = plain.subarray(10)
  const bytes = [...body].flatMap((byte, index) =>
    body[index - 1] === 0xff && (byte === 0 || byte >= 0xe0) ? [0, byte] : [byte],
  )
  const head = Buffer.from(plain.subarray(0, 10))
  head[5] = 0x80
  head[9] = bytes.length & 0x7f
  head[8] = (bytes.length >> 7) & 0x7f
  expect(readBytes(buildMp3({ tag: Buffer.from([...head, ...bytes]) })).texts).toEqual({ prompt })
})

test('AAC with an ID3 tag is no MP3', () => {
  const aac = Buffer.concat([
    buildId3({ prompt }),
    Buffer.from([0xff, 0xf1, 0x50, 0x80]),
    Buffer.alloc(50),
  ])
  expect(readBytes(aac).format).toBe('unknown')
})
