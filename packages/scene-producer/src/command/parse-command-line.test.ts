import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SceneProducerSpecError } from '../index.ts'
import { parseCommandLine } from './parse-command-line.ts'

test.each([
  ['python3 scenes.py --fast', ['python3', 'scenes.py', '--fast']],
  ['  a\t b\n', ['a', 'b']],
  [`"my program" 'it is' plain`, ['my program', 'it is', 'plain']],
  [`--name="two words"x`, ['--name=two wordsx']],
  [`a '' ""`, ['a', '', '']],
  [String.raw`a\ b "c\"d\\e\n" 'f\g'`, ['a b', String.raw`c"d\e\n`, String.raw`f\g`]],
  ['a $HOME *.txt | b > c; d', ['a', '$HOME', '*.txt', '|', 'b', '>', 'c;', 'd']],
  ['', []],
])('%s', (line, words) => {
  expect(parseCommandLine(line)).toEqual(words)
})

test.each(['"open', "a 'open", 'end\\'])('%s is refused', (line) => {
  expect(() => parseCommandLine(line)).toThrow(SceneProducerSpecError)
})

test('any words, quoted, come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
      const line = words.map((word) => `"${word.replaceAll(/["\\]/g, '\\$&')}"`).join(' ')
      expect(parseCommandLine(line)).toEqual(words)
    }),
  )
})
