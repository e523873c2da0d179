import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt, workflow } from '../../test/texts.ts'
import { readMediaFile } from '../read-media-file.ts'
import { buildOgg } from '../testing/build-audio.ts'
import { createCountingSource } from '../testing/counting-source.ts'

test.each(['opus', 'vorbis', 'flac'] as const)('%s in Ogg: duration and texts', (codec) => {
  expect(readBytes(buildOgg({ prompt, WORKFLOW: workflow }, { codec }))).toEqual({
    format: 'ogg',
    mediaType: 'audio/ogg',
    width: null,
    height: null,
    orientation: 1,
    hasAlpha: null,
    animated: false,
    durationSeconds: 2,
    complete: true,
    texts: { prompt, workflow },
  })
})

test('a text that lies on several pages, the last of which it may fill', () => {
  for (let length = 64_900; length < 65_300; length += 1) {
    const text = 'x'.repeat(length)
    expect(readBytes(buildOgg({ text, prompt })).texts).toEqual({ text, prompt })
  }
})

test('of a long file its first pages and its end are read', () => {
  const pages = Array.from({ length: 400 }, () => buildOgg({}).subarray(-530))
  const source = createCountingSource(Buffer.concat([buildOgg({ prompt }), ...pages]))
  expect(readMediaFile(source)).toMatchObject({ durationSeconds: 2, complete: true })
  expect(source.reads.length).toBeLessThan(5)
})

test('one that is cut off is not complete; a codec that is not known is no format that is', () => {
  const ogg = buildOgg({ prompt })
  expect(readBytes(ogg.subarray(0, -10))).toMatchObject({ complete: false, texts: { prompt } })
  ogg.write('OtherOne', 28, 'latin1')
  expect(readBytes(ogg).format).toBe('unknown')
})
