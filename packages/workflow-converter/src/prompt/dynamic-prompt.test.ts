import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawPrompt } from './dynamic-prompt.ts'

const first = (): number => 0
const last = (): number => 0.999

test.each([
  ['a {red|blue} cat', 'a red cat', 'a blue cat'],
  ['{a|{b|c}}', 'a', 'c'],
  ['{x|y', 'x', 'y'],
  [String.raw`\{a\|b\} \n`, String.raw`{a|b} \n`, String.raw`{a|b} \n`],
  ['one // comment\ntwo /* not\nthis */ three', 'one \ntwo  three', 'one \ntwo  three'],
  ['see https://example.org', 'see https:', 'see https:'],
  ['/* never closed', '/* never closed', '/* never closed'],
  ['a | b }', 'a | b }', 'a | b }'],
])('%j becomes %j or %j', (text, one, other) => {
  expect(drawPrompt(text, first)).toBe(one)
  expect(drawPrompt(text, last)).toBe(other)
})

test('choices that are nested without end are drawn from without end of the stack', () => {
  expect(drawPrompt('{'.repeat(50_000), first)).toBe('{'.repeat(49_900))
})

test('a text without braces, backslashes and slashes stays', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[\\{/]/.test(text)),
      (text) => {
        expect(drawPrompt(text, first)).toBe(text)
      },
    ),
  )
})
