import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atOnce } from './build-order.ts'
import { foldPrompt, PromptKeys, sortedBytes } from './prompt-keys.ts'
import { rankPrompts } from './rank-prompts.ts'
import { TextHeap } from './text-heap.ts'

const pieces = fc.constantFrom(
  ...[
    'A',
    'a',
    'b',
    'Z',
    ' ',
    '\0',
    '\u0001',
    '[',
    '~',
    '\u007f',
    'é',
    'e\u0301',
    '\u0301',
    '\u3099',
    '\u200b',
  ],
  ...[
    '\u00ad',
    'ß',
    'ς',
    'İ',
    'ﬁ',
    '雪',
    '\ud83e\udd8a',
    '\ud83e',
    'masterpiece, best quality, ',
    'x'.repeat(250),
  ],
)
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((chosen) => chosen.join('')),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)

const keyOf = (text: string): Buffer => Buffer.from(foldPrompt(text)).subarray(0, sortedBytes)

test('prompts are compared as their folded beginnings are', () => {
  const heap = new TextHeap()
  const keys = new PromptKeys(heap)
  fc.assert(
    fc.property(texts, texts, (first, second) => {
      const [a, b] = [heap.intern(first), heap.intern(second)]
      expect(Math.sign(keys.compare(a, b))).toBe(Buffer.compare(keyOf(first), keyOf(second)))
      expect(keys.key(a)).toEqual(keyOf(first))
      expect(keys.key(a)).toEqual(keyOf(first))
    }),
    { numRuns: 1000 },
  )
})

test('a letter of four bytes over the end of a key is cut as bytes are', () => {
  const heap = new TextHeap()
  for (const length of [250, 253, 254, 255, 256]) {
    const text = `${'x'.repeat(length)}\ud83e\udd8a`
    expect(new PromptKeys(heap).key(heap.intern(text))).toEqual(keyOf(text))
  }
})

test('ranks are those of a plain sort, and equal for equal beginnings', () => {
  const repeated = fc.array(texts, { maxLength: 80 })
  fc.assert(
    fc.property(repeated, (all) => {
      const heap = new TextHeap()
      for (const text of all) heap.intern(text)
      const keys = Array.from({ length: heap.count }, (_, id) => keyOf(heap.text(id)))
      const sorted = [...new Set(keys.map((key) => key.toString('latin1')))].sort()
      expect([...atOnce(rankPrompts(new PromptKeys(heap)))]).toEqual(
        keys.map((key) => sorted.indexOf(key.toString('latin1'))),
      )
    }),
    { numRuns: 300 },
  )
})

test('many prompts are ranked as few are', () => {
  const heap = new TextHeap()
  const count = 30_000
  for (let number = 0; number < count; number += 1) {
    heap.intern(
      `masterpiece, ${(number * 7919) % 10_007} ${number % 5 === 0 ? 'É' : 'e'}${number % 13}`,
    )
  }
  const keys = Array.from({ length: heap.count }, (_, id) => keyOf(heap.text(id)))
  const ranks = atOnce(rankPrompts(new PromptKeys(heap)))
  const ids = Array.from(keys.keys()).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0))
  for (const [place, id] of ids.entries()) {
    const before = ids[place - 1] ?? id
    const isLater = (ranks[before] ?? 0) < (ranks[id] ?? 0) ? -1 : 0
    expect(Buffer.compare(keys[before] ?? Buffer.alloc(0), keys[id] ?? Buffer.alloc(0))).toBe(
      isLater,
    )
  }
})
