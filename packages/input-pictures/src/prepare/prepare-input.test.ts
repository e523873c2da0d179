import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { UnusableInputError } from '../errors.ts'
import type { InputFacts } from '../look/input-facts.ts'
import type { Pixels } from './pixels.ts'
import { planInput, planMask, planMasked } from './plan-input.ts'
import { prepareInput } from './prepare-input.ts'
import { serverFileName } from './server-file-name.ts'

const facts: InputFacts = {
  kind: 'picture',
  mediaType: 'image/jpeg',
  extension: 'jpg',
  width: 300,
  height: 200,
  orientation: 1,
  hasAlpha: false,
  animated: false,
  durationSeconds: null,
}
const sha256 = createHash('sha256').update('x').digest('hex')
const file = { path: '/uploads/x', sha256, mediaType: 'image/jpeg', extension: 'jpg' }

/** Pixels that say what was asked of them. */
const pixels: Pixels = {
  upright: async (path) => Buffer.from(`upright ${path}`),
  mask: async (path, { reads, width, height }) =>
    Buffer.from(`mask ${path} by ${reads} ${width}x${height}`),
  masked: async (path, { mask }) => Buffer.from(`${path} with ${Buffer.from(mask)}`),
}
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

test.each<[string, Partial<InputFacts>, string]>([
  ['a picture that is upright', {}, 'as-is'],
  ['one that has to be turned', { orientation: 6 }, 'upright'],
  ['one that has to be mirrored', { orientation: 2 }, 'upright'],
  ['one that not every server reads', { mediaType: 'image/avif' }, 'upright'],
  ['an animation', { mediaType: 'image/webp', animated: true, orientation: 6 }, 'as-is'],
  ['a video', { kind: 'video', mediaType: 'video/mp4', animated: true }, 'as-is'],
  ['a sound', { kind: 'audio', mediaType: 'audio/wav' }, 'as-is'],
])('%s is planned', (_, more, kind) => {
  expect(planInput({ ...facts, ...more })).toEqual({ kind })
})

test('what goes as it is goes from its file, under the name of its hash', async () => {
  expect(await prepareInput(file, { kind: 'as-is' }, { pixels })).toEqual({
    name: `darkroom_${sha256.slice(0, 32)}.jpg`,
    mediaType: 'image/jpeg',
    sha256,
    content: { kind: 'file', path: '/uploads/x' },
  })
})

test('what is made has the name of what was made', async () => {
  const upright = await prepareInput(file, { kind: 'upright' }, { pixels })
  const made = hashOf('upright /uploads/x')
  expect(upright).toMatchObject({
    name: `darkroom_${made.slice(0, 32)}.png`,
    mediaType: 'image/png',
    sha256: made,
    content: { kind: 'bytes' },
  })
})

test.each(['light', 'transparency'] as const)(
  'a mask by its %s is made as large as the picture that it is for',
  async (reads) => {
    const mask = { ...facts, width: 64, height: 64, hasAlpha: true }
    const plan = planMask(mask, { reads, of: facts })
    expect(plan).toEqual({ kind: 'mask', reads, width: 300, height: 200 })
    const { sha256: made } = await prepareInput(file, plan, { pixels })
    expect(made).toBe(hashOf(`mask /uploads/x by ${reads} 300x200`))
  },
)

test('a picture takes its mask with it', async () => {
  const plan = planMasked(facts, { facts, path: '/uploads/m' })
  const { sha256: made } = await prepareInput(file, plan, { pixels })
  expect(made).toBe(hashOf('/uploads/x with mask /uploads/m by light 300x200'))
  const video = { ...facts, kind: 'video' } as const
  expect(() => planMasked(video, { facts, path: '/uploads/m' })).toThrow(UnusableInputError)
})

test('the transparency of a picture that has none is no mask, nor is a video', () => {
  const own = { reads: 'transparency', of: facts } as const
  expect(() => planMask(facts, own)).toThrow(UnusableInputError)
  expect(planMask({ ...facts, hasAlpha: null }, own)).toMatchObject({ kind: 'mask' })
  expect(() => planMask({ ...facts, kind: 'video' }, { reads: 'light', of: facts })).toThrow(
    UnusableInputError,
  )
  const sound = { ...facts, width: null, height: null }
  expect(() => planMask(facts, { reads: 'light', of: sound })).toThrow(UnusableInputError)
})

test.each(['../x', 'p/g', '', 'png\0', 'PNG', 'toolongext'])(
  'no name is made of the extension %j',
  (extension) => {
    expect(() => serverFileName(sha256, extension)).toThrow(TypeError)
  },
)

test('no name is made of what is no hash', () => {
  expect(() => serverFileName('cat.png', 'png')).toThrow(TypeError)
})
