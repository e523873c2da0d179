import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { templateFileName } from './template-file-name.ts'

const nameOf = (name: string, taken: readonly string[] = []) => templateFileName(name, { taken })

test.each([
  ['Foggy harbour', 'Foggy harbour.json'],
  ['海辺の朝', '海辺の朝.json'],
  ['a/b: "c"?', 'a_b_ _c__.json'],
  ['../../etc/passwd', '__.._etc_passwd.json'],
  ['.hidden', '_hidden.json'],
  ['Wait...', 'Wait.json'],
  ['CON', '_CON.json'],
  ['com1.old', '_com1.old.json'],
  ['nul .x', '_nul .x.json'],
  ['Console', 'Console.json'],
])('%j becomes %j', (name, file) => {
  expect(nameOf(name)).toBe(file)
})

test('a file that is there, in whatever case, gives the new one a hash', () => {
  const file = nameOf('a/b', ['A_B.json'])
  expect(file).toMatch(/^a_b-[0-9a-f]{8}\.json$/)
  expect(nameOf('a/b', ['A_B.json'])).toBe(file)
  expect(nameOf('a/b', ['a_b.json', file])).not.toBe(file)
})

test('a long name is cut between characters and gets a hash', () => {
  expect(nameOf('x'.repeat(100))).toBe(`${'x'.repeat(100)}.json`)
  const family = '👩‍👩‍👧'
  expect(nameOf(family.repeat(14))).toMatch(
    new RegExp(`^(?:${family}){5}-[0-9a-f]{8}\\.json$`, 'u'),
  )
  expect(nameOf('あ'.repeat(99))).not.toBe(nameOf('あ'.repeat(100)))
})

test('a name of which nothing is left is a hash', () => {
  expect(nameOf('\u202e')).toMatch(/^[0-9a-f]{8}\.json$/)
})

test('whatever the name, the file is one that every system takes', () => {
  const part = fc.constantFrom(
    '.',
    ' ',
    '/',
    '\\',
    ':',
    'con',
    'NUL',
    '\0',
    '\n',
    '\ud800',
    'é',
    '👍',
  )
  const names = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(names, fc.array(names), (name, others) => {
      const taken = others.map((other) => nameOf(other))
      const file = nameOf(name, taken)
      expect(taken).not.toContain(file)
      expect(file).toMatch(/^[^.<>:"/\\|?*\p{Cc}\p{Cs}][^<>:"/\\|?*\p{Cc}\p{Cs}]*\.json$/u)
      expect(file).not.toMatch(/^(con|nul)\.|[. ]\.json$/i)
      expect(Buffer.byteLength(file)).toBeLessThanOrEqual(120)
    }),
  )
})
