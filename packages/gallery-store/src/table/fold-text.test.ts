import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, splitWords } from './fold-text.ts'

test.each([
  ['istanbul', 'İstanbul'],
  ['ISTANBUL', 'ıstanbul'],
  ['diyarbakır', 'DİYARBAKIR'],
  ['STRASSE', 'straße'],
  ['cafe', 'Café'],
  ['café', 'cafe\u0301'],
  ['ＡＢＣ', 'abc'],
  ['οδος', 'ΟΔΌΣ'],
  ['ガラス', 'ｶﾞﾗｽ'],
  ['fire', 'ﬁre'],
  ['nguyen', 'Nguyễn'],
  ['da nang', 'Đà Nẵng'],
  ['lodz', 'Łódź'],
  ["don't", 'don’t'],
  ['hyphen', 'hy\u00adphen'],
])('%s and %s are the same word', (one, other) => {
  expect(foldText(one)).toBe(foldText(other))
})

test.each([
  ['か', 'が'],
  ['o', 'ø'],
])('%s and %s are different letters', (one, other) => {
  expect(foldText(one)).not.toBe(foldText(other))
})

const letters = 'iİıIßẞςσΣéﬁがㅎ각ﷺǰΐᾳ\u0307\u0301\u0345a'
const word = fc
  .oneof(
    fc.string({ minLength: 1, unit: 'binary' }),
    fc.string({ minLength: 1, unit: fc.constantFrom(...letters) }),
  )
  .filter((text) => !/[\s\0]/u.test(text))

test('a word that stands in a text is found in it, however both are written', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(), (words, pick) => {
      const text = foldText(words.join(' '))
      const wanted = words[pick % words.length] ?? ''
      for (const part of splitWords(wanted)) expect(text).toContain(part)
    }),
    { numRuns: 2_000 },
  )
})

test('a folded text stays as it is', () => {
  fc.assert(
    fc.property(word, (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text))
    }),
    { numRuns: 2_000 },
  )
})
