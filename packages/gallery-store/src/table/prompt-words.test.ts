import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitWords } from './fold-text.ts'
import { foldPrompt } from './prompt-keys.ts'
import { PromptWords } from './prompt-words.ts'
import { chunkPrompts } from './word-chunk.ts'

/** The plain way: each prompt is looked through for each word. */
function plainSearch(prompts: readonly string[], words: readonly string[]): number[] {
  const parts = words.map((word) => Buffer.from(word))
  return prompts.flatMap((prompt, id) => {
    const bytes = Buffer.from(prompt)
    return parts.every((part) => bytes.includes(part)) ? [id] : []
  })
}

function search(index: PromptWords, words: readonly string[], count: number): number[] {
  const bits = index.search(words)
  const ids = Array.from({ length: count }, (_, id) => id)
  return ids.filter((id) => (((bits[id >>> 3] ?? 0) >> (id & 7)) & 1) === 1)
}

function indexOf(prompts: readonly string[]): PromptWords {
  const index = new PromptWords()
  for (const prompt of prompts) index.append(prompt)
  return index
}

const pieces = fc.constantFrom(
  ...[
    'fox',
    'FOX,',
    'fo',
    'x',
    'snow',
    '(snow:1.2)',
    'é',
    'e\u0301',
    'straße',
    'ΟΔΟΣ',
    '雪の狐',
    'ﬁre',
    '\ud83e\udd8a',
  ],
  ...[
    ' ',
    ' ',
    '  ',
    '\n',
    '\t',
    '\0',
    '\u00a0',
    '\u1680',
    '\u2028',
    '\u3000',
    '\u200b',
    '\ufeff',
    '\u0001',
    '\ud83e',
  ],
)
const texts = fc.array(pieces, { maxLength: 9 }).map((chosen) => chosen.join(''))
const prompts = fc.array(texts, { maxLength: 40 }).map((all) => all.map(foldPrompt))

describe('a search by words', () => {
  test('finds what a look through every prompt finds, whatever stands in them', () => {
    fc.assert(
      fc.property(prompts, fc.oneof(texts, fc.string({ unit: 'grapheme' })), (all, keyword) => {
        const words = splitWords(keyword)
        expect(search(indexOf(all), words, all.length)).toEqual(plainSearch(all, words))
      }),
      { numRuns: 1000 },
    )
  })

  test('finds parts of any length and from any place of a word', () => {
    fc.assert(
      fc.property(
        prompts,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 5 }),
        (all, at, from, size) => {
          const [text = ''] = all.slice(at % Math.max(1, all.length))
          const part = [...text]
            .slice(from % (text.length + 1))
            .slice(0, size)
            .join('')
          const words = splitWords(part)
          expect(search(indexOf(all), words, all.length)).toEqual(plainSearch(all, words))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('finds the same in full chunks, be a word in nearly all prompts, in many, in few or in one', () => {
    const numbers = Array.from({ length: 2 * chunkPrompts + 100 }, (_, id) => id)
    const all = numbers.map((id) =>
      [
        id % 100 === 0 ? '' : 'common',
        id % 3 === 0 ? 'third' : 'third third',
        id % 97 === 0 && 'few',
        id > chunkPrompts && id % 2 === 0 ? 'later' : 'x',
        `n${id}`,
      ].join(' '),
    )
    const index = indexOf(all)
    const again = new PromptWords(index.parts())
    for (const word of [
      'common',
      'third',
      'few',
      'later',
      'n7',
      'n16384',
      'o',
      'n',
      '1',
      '12',
      'none',
      'x n1',
    ])
      for (const each of [index, again])
        expect(search(each, word.split(' '), all.length), word).toEqual(
          plainSearch(all, word.split(' ')),
        )
    again.append('few later n7')
    expect(search(again, ['n7', 'later', 'few'], all.length + 1).at(-1)).toBe(all.length)
  })

  test('is right after each prompt that comes, and for what was stored before', () => {
    fc.assert(
      fc.property(prompts, prompts, texts, (first, later, keyword) => {
        const index = indexOf(first)
        const stored = index.parts()
        for (const prompt of later) index.append(prompt)
        const words = splitWords(keyword)
        const all = [...first, ...later]
        expect(search(index, words, all.length)).toEqual(plainSearch(all, words))
        const restored = new PromptWords(stored)
        expect(search(restored, words, first.length)).toEqual(plainSearch(first, words))
      }),
      { numRuns: 300 },
    )
  })
})
