import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  EmptyWildcardError,
  ExpansionTooLargeError,
  expandPrompt,
  InvalidSeedError,
  UnknownWildcardError,
  UnreadablePromptError,
  WildcardNestingError,
} from '../index.ts'

const files: Record<string, readonly string[]> = {
  color: ['red', 'green', 'blue'],
  'animal/cat': ['tabby', 'a __color__ cat'],
  empty: [],
  self: ['x __self__'],
}

const expand = (text: string, { seed = 1, stream = 'prompt' } = {}) =>
  expandPrompt(text, { seed, stream, lines: (name) => files[name], known: Object.keys(files) })

const outcomes = (text: string): readonly string[] => {
  const seen = new Set(Array.from({ length: 200 }, (_, seed) => expand(text, { seed }).text))
  return [...seen].sort()
}

test('one option is drawn', () => {
  expect(outcomes('a {red|green|blue} fox')).toEqual(['a blue fox', 'a green fox', 'a red fox'])
})

test('options can be nested and empty, and keep their spaces', () => {
  expect(outcomes('{a {b|c}|d}')).toEqual(['a b', 'a c', 'd'])
  expect(outcomes('fox{|, red}')).toEqual(['fox', 'fox, red'])
  expect(outcomes('{|}')).toEqual([''])
  expect(outcomes('{ a|b }')).toEqual([' a', 'b '])
})

test('an option that is written twice is drawn twice as often', () => {
  const drawn = Array.from({ length: 3000 }, (_, seed) => expand('{a|a|b}', { seed }).text)
  const share = drawn.filter((text) => text === 'a').length / drawn.length
  expect(share).toBeGreaterThan(0.62)
  expect(share).toBeLessThan(0.71)
})

test.each([
  '{fox}',
  '{{masterpiece}}',
  '{}',
  'a {b',
  'a} b',
  '}{',
  'a|b',
  '(a:1.2) \\(b\\) \\',
  '{{{|',
])('%j has nothing to draw and stays as it is', (text) => {
  expect(expand(text)).toEqual({ text, choices: [] })
})

test('a group in braces without a choice, or in braces that never end, is still a group', () => {
  expect(outcomes('{{a|b}}')).toEqual(['{a}', '{b}'])
  expect(outcomes('{x|{a|b}')).toEqual(['{x|a', '{x|b'])
  expect(outcomes('{a|b}}')).toEqual(['a}', 'b}'])
  expect(outcomes('{__color__}')).toEqual(['{blue}', '{green}', '{red}'])
})

test('escaped braces and bars are literal and lose the backslash', () => {
  expect(expand('\\{a\\|b\\}').text).toBe('{a|b}')
  expect(outcomes('{a\\|b|c\\}}')).toEqual(['a|b', 'c}'])
  expect(expand('\\\\{').text).toBe('\\{')
})

test.each([
  ['__\\__', '____'],
  ['__ a \\__ b', '__ a __ b'],
  ['__ \\__color\\__ __', '__ __color__ __'],
  ['__a\\$b__', '__a$b__'],
  ['__{a\\}__', '__{a}__'],
])('%j has an escaped character between underscores, which is no name', (text, written) => {
  expect(expand(text)).toEqual({ text: written, choices: [] })
})

test('a line is drawn for a name, and what is in the line as well', () => {
  expect(outcomes('__color__')).toEqual(['blue', 'green', 'red'])
  expect(outcomes('(__animal/cat__:1.1)')).toEqual([
    '(a blue cat:1.1)',
    '(a green cat:1.1)',
    '(a red cat:1.1)',
    '(tabby:1.1)',
  ])
})

test.each([
  'my__embed__v2',
  'x__color__',
  '__color__s',
  'é__color__',
  '____color__x',
  '________',
  '__ color __',
  '__/color__',
  '__a//color__',
  '__../color__',
  '_color_',
])('%j is no wildcard', (text) => {
  expect(expand(text)).toEqual({ text, choices: [] })
})

test('the choices tell what was drawn for what, in reading order', () => {
  const { text, choices } = expand('{__animal/cat__|__animal/cat__} and {a|a}')
  expect(text).toMatch(/^(tabby|a (red|green|blue) cat) and a$/)
  expect(choices[0]).toEqual({
    wildcard: '{__animal/cat__|__animal/cat__}',
    drawn: '__animal/cat__',
  })
  expect(choices[1]?.wildcard).toBe('__animal/cat__')
  expect(choices.at(-1)).toEqual({ wildcard: '{a|a}', drawn: 'a' })
})

test('choice n comes from the SHA-256 of seed, stream and n, for ever', () => {
  const options = Array.from({ length: 1000 }, (_, index) => `o${index}`)
  const group = `{${options.join('|')}}`
  expect(expand(`${group} ${group} ${group}`, { seed: 42 }).text).toBe('o547 o436 o891')
})

test('streams of one seed are drawn independently', () => {
  const text = '{a|b|c|d|e|f|g|h}'.repeat(20)
  expect(expand(text, { stream: 'negative' }).text).not.toBe(expand(text).text)
  expect(expand(text, { seed: 2 }).text).not.toBe(expand(text).text)
  expect(expand(text).text).toBe(expand(text).text)
})

test('an unknown wildcard is named, with the nearest, even in an option that is not drawn', () => {
  for (let seed = 0; seed < 10; seed++) {
    expect(() => expand('{a|__colour__}', { seed })).toThrow(
      expect.objectContaining({ wildcard: 'colour', nearest: ['color'] }),
    )
  }
  expect(() => expand('__colour__')).toThrow(UnknownWildcardError)
  expect(() => expand('__colour__')).toThrow('There is no wildcard "colour"; did you mean "color"?')
  expect(() => expand('__cat__')).toThrow('did you mean "animal/cat"?')
  expect(() => expand('__zzzzzzzz__')).toThrow('There is no wildcard "zzzzzzzz".')
})

test('a wildcard without lines is an error', () => {
  expect(() => expand('__empty__')).toThrow(EmptyWildcardError)
})

test('a wildcard that leads back to itself is an error that shows the way', () => {
  expect(() => expand('__self__')).toThrow(
    new WildcardNestingError(['self', 'self'], { deepest: 10 }),
  )
  expect(() => expand('__self__')).toThrow('leads back to itself: self → self.')
})

test('ten wildcards may be nested in one another, not eleven', () => {
  const lines = (name: string) => (name === 'n1' ? ['end'] : [`__n${Number(name.slice(1)) - 1}__`])
  const draw = (text: string) => expandPrompt(text, { seed: 1, stream: 'prompt', lines })
  expect(draw('__n10__').text).toBe('end')
  expect(draw('__n10__').choices).toHaveLength(10)
  expect(() => draw('__n11__')).toThrow(
    expect.objectContaining({ isCycle: false, path: expect.arrayContaining(['n11', 'n1']) }),
  )
})

test('a result longer than 20,000 characters is an error, a long text without wildcards is not', () => {
  const lines = () => ['x'.repeat(1000)]
  const draw = (text: string) => expandPrompt(text, { seed: 1, stream: 'prompt', lines })
  expect(draw('__a__'.padEnd(6, ' ').repeat(19)).text).toHaveLength(19_019)
  expect(() => draw('__a__ '.repeat(20))).toThrow(ExpansionTooLargeError)
  expect(() => draw(`${'x'.repeat(25_000)}{|}`)).toThrow('longer than 20000 characters')
  expect(draw('x'.repeat(25_000)).text).toHaveLength(25_000)
})

test('lines that multiply without writing anything are stopped', () => {
  const lines = (name: string) => [
    name === 'n1' ? '{|}' : `__n${Number(name.slice(1)) - 1}__{|}`.repeat(50),
  ]
  expect(() => expandPrompt('__n9__', { seed: 1, stream: 'prompt', lines })).toThrow(
    new ExpansionTooLargeError('draws', 10_000),
  )
})

test.each([-1, 1.5, Number.NaN, 2 ** 53])('%d is no seed', (seed) => {
  expect(() => expand('a', { seed })).toThrow(InvalidSeedError)
})

const oddText = fc.string({
  unit: fc.constantFrom('{', '|', '}', '\\', '_', '__', '-', '/', 'a', 'é', ' ', '\u{1f98a}'),
  maxLength: 300,
})

/** What is refused of these characters: a name of which braces are a part. */
const builtName = /^__[\p{L}_/ -]*\{(?:\\[{}]|[^{}])*\}[\p{L}_/ -]*__$/u

test('whatever the text, it is drawn the same way twice, and draws nothing else', () => {
  fc.assert(
    fc.property(oddText, fc.maxSafeNat(), (text, seed) => {
      const draw = () => {
        try {
          return expandPrompt(text, { seed, stream: 'prompt', lines: () => ['line'] })
        } catch (error) {
          if (error instanceof UnreadablePromptError) return error
          throw error
        }
      }
      const drawing = draw()
      expect(draw()).toEqual(drawing)
      if (drawing instanceof UnreadablePromptError) {
        expect(text).toContain(drawing.source)
        expect(drawing.source).toMatch(builtName)
        return
      }
      const { text: result, choices } = drawing
      for (const { wildcard, drawn } of choices) {
        expect(text).toContain(wildcard)
        expect(wildcard.startsWith('{') ? wildcard : 'line').toContain(drawn)
      }
      if (choices.length === 0) expect(result).toBe(text.replaceAll(/\\([{}|]|__)/g, '$1'))
    }),
  )
})

test.each(['{', '{|', '{{{{|||', '}', '{a|b', '__', '-__a__a', '__a/', '{|}', '{a|'])(
  '200,000 characters of %j need no more than their length',
  (piece) => {
    const text = piece.repeat(200_000 / piece.length)
    const options = { seed: 1, stream: 'prompt', lines: () => undefined }
    if (piece === '{|}') expect(() => expandPrompt(text, options)).toThrow(ExpansionTooLargeError)
    else expect(expandPrompt(text, options)).toEqual({ text, choices: [] })
  },
)

test('groups can be nested as deeply as a text is long', () => {
  const deep = `${'{'.repeat(100_000)}a|b${'}'.repeat(100_000)}`
  expect(() => expand(deep)).toThrow(ExpansionTooLargeError)
  const choices = `${'{a|'.repeat(1_300)}b${'}'.repeat(1_300)}`
  expect(outcomes(choices)).toEqual(['a'])
})

type Tree = string | { readonly options: readonly (readonly Tree[])[] }

const { tree } = fc.letrec<{ tree: Tree; nodes: Tree[] }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: fc.constantFrom('{', '}', '|', 'a', 'b', ' '), maxLength: 5 }),
    fc.record({ options: fc.array(tie('nodes'), { minLength: 2, maxLength: 4 }) }),
  ),
  nodes: fc.array(tie('tree'), { maxLength: 3 }),
}))

const print = (node: Tree): string =>
  typeof node === 'string'
    ? node.replaceAll(/[{}|]/g, '\\$&')
    : `{${node.options.map((nodes) => nodes.map(print).join('')).join('|')}}`

test('a tree of choices that is written down and drawn gives what the tree gives', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), fc.maxSafeNat(), (trees, seed) => {
      let n = 0
      const evaluate = (node: Tree): string => {
        if (typeof node === 'string') return node
        const digest = createHash('sha256').update(`${seed}:s:${n++}`).digest('hex')
        const index = Number.parseInt(digest.slice(0, 12), 16) % node.options.length
        return (node.options[index] ?? []).map(evaluate).join('')
      }
      const text = trees.map(print).join('')
      const result = expandPrompt(text, { seed, stream: 's', lines: () => undefined })
      expect(result.text).toBe(trees.map(evaluate).join(''))
      expect(result.choices).toHaveLength(n)
    }),
  )
})
