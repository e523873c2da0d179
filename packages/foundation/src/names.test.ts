import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutToBytes, fileNameProblem, isReservedFileName, nameKey, nameProblem } from './names.ts'

test.each(['Foggy harbour', '海辺の朝', 'Wait...', 'con', '-a', 'a/b', 'e\u0301', '👩‍👩‍👧', '…'])(
  '%j can be a name',
  (name) => {
    expect(nameProblem(name)).toBeUndefined()
  },
)

test.each([
  '',
  ' ',
  '.',
  '..',
  '\u200b',
  'a\u0000',
  'a\u0085',
  'a\u007f',
  '\ud800',
  'a\u2028b',
  'a\ufffd',
])('%j cannot be a name, of a file neither', (name) => {
  expect(nameProblem(name)).toMatch(/^(has|stands) /)
  expect(fileNameProblem(name)).toMatch(/^(has|stands) /)
})

test.each([
  ['a/b', 'has a character that Windows forbids'],
  ['a\\b', 'has a character that Windows forbids'],
  ['what?', 'has a character that Windows forbids'],
  ['NUL', 'has a name that Windows reserves'],
  ['com¹.old', 'has a name that Windows reserves'],
  ['con .txt', 'has a name that Windows reserves'],
  ['a.', 'has a name that ends in a dot or space'],
  ['a ', 'has a name that ends in a dot or space'],
  ['-rf', 'has a name that begins with a hyphen'],
  ['あ'.repeat(86), 'has too long a name'],
])('no file of every system is called %j', (name, problem) => {
  expect(fileNameProblem(name)).toBe(problem)
})

test.each(['best of', '20261122', 'あ'.repeat(85), 'console', 'com', 'a-b'])(
  '%j can be the name of a file',
  (name) => {
    expect(fileNameProblem(name)).toBeUndefined()
  },
)

test('a device keeps its name with any ending', () => {
  expect(['aux', 'Aux.png', 'lpt9.a.b'].every(isReservedFileName)).toBe(true)
  expect(isReservedFileName('auxiliary.png')).toBe(false)
})

test('names that look alike have one key', () => {
  expect(nameKey('CAFE\u0301')).toBe(nameKey('café'))
  expect(nameKey('STRASSE')).toBe(nameKey('straße'))
})

test('a text is cut between characters, never longer than the limit', () => {
  expect(cutToBytes('aé', 2)).toBe('a')
  expect(cutToBytes('👩‍👩‍👧x', 18)).toBe('👩‍👩‍👧x'.slice(0, 8))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, limit) => {
      const cut = cutToBytes(text, limit)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit)
      expect(text.startsWith(cut)).toBe(true)
    }),
  )
})
