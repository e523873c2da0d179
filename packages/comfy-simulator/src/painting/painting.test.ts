import { expect, test } from 'vitest'
import { paintSubject } from './compose.ts'
import { paintLandscape } from './landscape.ts'
import { createFlatPicture } from './picture.ts'
import { paintPlain } from './plain.ts'
import type { Subject } from './subject.ts'

const subject: Subject = {
  prompt: 'a lake in the mountains at sunset',
  negative: '',
  seed: '1',
  checkpoint: 'a.safetensors',
  loras: [],
  cfg: 7,
  width: 96,
  height: 64,
  index: 0,
  denoise: 1,
}

/** The distance between two pictures per byte. */
const distance = (a: Buffer, b: Buffer): number =>
  a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length

test.each([
  ['full', paintLandscape],
  ['plain', paintPlain],
])('%s: the same subject is the same picture, of the size asked for', async (_, paint) => {
  const [one, two] = await Promise.all([paint(subject).pixels(), paint(subject).pixels()])
  expect(one).toHaveLength(96 * 64 * 3)
  expect(one).toEqual(two)
})

const others: readonly (readonly [string, Partial<Subject>])[] = [
  ['seed', { seed: '2' }],
  ['prompt', { prompt: 'a desert at night' }],
  ['negative prompt', { negative: 'trees' }],
  ['model', { checkpoint: 'b.safetensors' }],
  ['lora', { loras: [{ name: 'style/ink.safetensors', strength: 1 }] }],
  ['place in the batch', { index: 1 }],
]

test.each(others)('another %s is visibly another picture', async (_, change) => {
  const one = await paintLandscape(subject).pixels()
  const other = await paintLandscape({ ...subject, ...change }).pixels()
  expect(distance(one, other)).toBeGreaterThan(5)
})

test('what was there before shines through as far as denoise leaves it', async () => {
  const base = createFlatPicture(96, 64, 200)
  const flat = await base.pixels()
  const slight = await paintSubject(paintLandscape, { ...subject, base, denoise: 0.2 }).pixels()
  const strong = await paintSubject(paintLandscape, { ...subject, base, denoise: 0.9 }).pixels()
  expect(distance(slight, flat)).toBeLessThan(distance(strong, flat))
})
