import { buildPng, pngWithTexts } from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { defaultGraph } from '../../test/graphs.ts'
import { type Told, told } from '../../test/told.ts'
import { createBufferSource, readImageMetadata, updateSidecar } from '../index.ts'

function readBeside(png: Uint8Array, text: string): Told {
  const sidecars = [{ name: 'a.json', text }]
  return told(readImageMetadata({ name: 'a.png', source: createBufferSource(png), sidecars }))
}

test('a picture by others that has no sidecar yet gets one, and keeps its own recipe', () => {
  const text = updateSidecar(undefined, { favourite: true, tags: ['sea', 'sea'] })
  expect(JSON.parse(text)).toEqual({ schema: 'darkroom/1', favourite: true, tags: ['sea'] })
  const png = pngWithTexts({ prompt: JSON.stringify(defaultGraph) })
  expect(readBeside(png, text)).toMatchObject({
    source: 'comfyui',
    prompt: 'a glass bottle with a galaxy inside',
    favourite: true,
    tags: ['sea'],
  })
})

test('what is not changed stays, keys that nobody knows and long integers included', () => {
  const before =
    '{"schema":"darkroom/1","seed":18446744073709551615,"mine":{"a":[1.50,null]},"tags":["x"]}'
  const after = updateSidecar(before, { favourite: true })
  expect(after).toContain('18446744073709551615')
  expect(after).toContain('1.50')
  expect(JSON.parse(after)).toMatchObject({
    mine: { a: [1.5, null] },
    tags: ['x'],
    favourite: true,
  })
  expect(updateSidecar(after, {})).toBe(after)
})

test("another tool's sidecar stays that tool's", () => {
  const text = updateSidecar('{"prompt":"p","seed":3}', { favourite: true, tags: ['x'] })
  expect(JSON.parse(text)).not.toHaveProperty('schema')
  expect(readBeside(buildPng(), text)).toMatchObject({
    source: 'sidecar',
    prompt: 'p',
    seed: 3,
    favourite: true,
    tags: ['x'],
  })
})

test('favourite is taken back, tags are emptied', () => {
  const text = updateSidecar('{"schema":"darkroom/1","favourite":true,"tags":["x"]}', {
    favourite: false,
    tags: [],
  })
  expect(readBeside(buildPng(), text)).toMatchObject({ favourite: false, tags: [] })
})

test.each(['', ' \n', '{}', 'null'])('from %j a new sidecar is made', (text) => {
  expect(JSON.parse(updateSidecar(text, { favourite: true }))).toEqual({
    schema: 'darkroom/1',
    favourite: true,
  })
})

test.each(['half {', '[1]', '{"prompt": "a long story",}'])(
  'from %j a new sidecar is made in which it is kept',
  (text) => {
    const once = updateSidecar(text, { favourite: true })
    expect(JSON.parse(updateSidecar(once, { tags: ['x'] }))).toEqual({
      schema: 'darkroom/1',
      unreadable: text,
      favourite: true,
      tags: ['x'],
    })
  },
)
