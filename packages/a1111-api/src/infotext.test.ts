import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readInfotext, writeInfotext } from './infotext.ts'

const example = [
  'a fox, at night <lora:ink:0.8>',
  'in snow',
  'Negative prompt: blurry,',
  'low quality',
  'Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 965400086, Size: 512x768, Model: dreamscape_xl, Lora hashes: "ink: 1a2b, eyes: 3c4d", Version: v1.10.1',
].join('\n')

test('what A1111 writes is read', () => {
  const { prompt, negativePrompt, settings } = readInfotext(example)
  expect(prompt).toBe('a fox, at night <lora:ink:0.8>\nin snow')
  expect(negativePrompt).toBe('blurry,\nlow quality')
  expect(Object.fromEntries(settings)).toEqual({
    Steps: '20',
    Sampler: 'DPM++ 2M',
    'Schedule type': 'Karras',
    'CFG scale': '7',
    Seed: '965400086',
    Size: '512x768',
    Model: 'dreamscape_xl',
    'Lora hashes': 'ink: 1a2b, eyes: 3c4d',
    Version: 'v1.10.1',
  })
})

test('and is written again as it was', () => {
  expect(writeInfotext(readInfotext(example))).toBe(example)
})

test('a last line with fewer than three settings belongs to the prompt', () => {
  expect(readInfotext('a fox\nat night: dark, and: cold')).toEqual({
    prompt: 'a fox\nat night: dark, and: cold',
    negativePrompt: '',
    settings: new Map(),
  })
})

test('no text has nothing in it', () => {
  expect(readInfotext('')).toEqual({ prompt: '', negativePrompt: '', settings: new Map() })
})

test('what is written is read again, whatever stands in it', () => {
  const words = fc
    .string({ maxLength: 60 })
    .map((text) => text.trim())
    .filter((text) => !/^\s*Negative prompt:/m.test(text))
  const key = fc.stringMatching(/^[A-Za-z][\w /-]{0,20}$/).filter((text) => text.trim() === text)
  const settings = fc
    .uniqueArray(fc.tuple(key, fc.string({ maxLength: 30 })), {
      minLength: 3,
      maxLength: 12,
      selector: ([name]) => name,
    })
    .map((entries) => new Map(entries))
  fc.assert(
    fc.property(words, words, settings, (prompt, negativePrompt, all) => {
      const infotext = { prompt, negativePrompt, settings: all }
      expect(readInfotext(writeInfotext(infotext))).toEqual(infotext)
    }),
  )
})

const long = 100_000
test.each([
  ['open quotes', 'A: "'.repeat(long / 4)],
  ['escaped quotes', 'A: "\\", '.repeat(long / 8)],
  ['keys without end', 'a '.repeat(long / 2)],
  ['commas', ','.repeat(long)],
  ['blanks', ' a'.padStart(long)],
])('a text built to be slow is not: %s', (_, probe) => {
  const started = process.threadCpuUsage()
  readInfotext(`a\n${probe}`)
  const { user, system } = process.threadCpuUsage(started)
  // Two seconds of work, not of waiting; quadratic work on this length takes far longer.
  expect((user + system) / 1000).toBeLessThan(2000)
})
