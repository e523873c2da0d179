// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a prompt are written so.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expandPrompt, UnreadablePromptError } from '../index.ts'

const files: Record<string, readonly string[]> = {
  color: ['red', 'green', 'blue'],
  heavy: ['9::red', 'blue'],
  'hair color': ['black'],
  'eye color': ['grey'],
}

const expand = (text: string, seed = 1): string =>
  expandPrompt(text, { seed, stream: 'prompt', lines: (name) => files[name] }).text

const drawn = (text: string, times = 400): readonly string[] =>
  Array.from({ length: times }, (_, seed) => expand(text, seed))

const outcomes = (text: string): readonly string[] => [...new Set(drawn(text))].sort()

const share = (text: string, wanted: string): number => {
  const all = drawn(text, 3_000)
  return all.filter((one) => one === wanted).length / all.length
}

test('an option is drawn as often as its weight says, and one without weighs 1', () => {
  expect(outcomes('{3::red|1::blue}')).toEqual(['blue', 'red'])
  expect(share('{3::red|1::blue}', 'red')).toBeCloseTo(0.75, 1)
  expect(share('{0.5::red|blue}', 'red')).toBeCloseTo(1 / 3, 1)
  expect(share('__heavy__', 'red')).toBeCloseTo(0.9, 1)
  expect(outcomes('{0::red|0.1::blue}')).toEqual(['blue'])
  expect(() => expand('{0::red|0::blue}')).toThrow('no option has a weight above 0')
})

test('several options are drawn, none twice, with what stands between them', () => {
  expect(outcomes('{2$$a|b|c}')).toEqual(['a, b', 'a, c', 'b, a', 'b, c', 'c, a', 'c, b'])
  expect(outcomes('{2$$ and $$a|b}')).toEqual(['a and b', 'b and a'])
  expect(outcomes('{1-2$$-$$a|b}')).toEqual(['a', 'a-b', 'b', 'b-a'])
  expect(outcomes('{-1$$a|b}')).toEqual(['', 'a', 'b'])
  expect(outcomes('{2-$$a|b}')).toEqual(['a, b', 'b, a'])
  expect(outcomes('{9$$a|b}')).toEqual(['a, b', 'b, a'])
  expect(outcomes('{2$$__color__}')).toHaveLength(6)
  expect(outcomes('{2$$0::a|b|{c|d}}')).toEqual(['b, c', 'b, d', 'c, b', 'd, b'])
  expect(() => expand('{3-2$$a|b}')).toThrow(UnreadablePromptError)
})

test('a variable is drawn each time it is used, or once', () => {
  expect(outcomes('${c={red|blue}}${c} ${c}')).toHaveLength(4)
  expect(outcomes('${c=!{red|blue}}${c} ${c}')).toEqual(['blue blue', 'red red'])
  expect(expand('${c:green} ${c=red}${c:green}')).toBe('green red')
  expect(outcomes('${c=!__color__}a ${c} fox, ${c}')).toContain('a red fox, red')
})

test.each(['${c}', '${}', '${c=a|b}', '${c d}', '{@a|b}', '{+a|b}', '__@color__'])(
  '%s is refused with a sentence',
  (text) => {
    expect(() => expand(text)).toThrow(UnreadablePromptError)
    expect(() => expand(text)).toThrow(/^In the prompt, ".*" cannot be drawn: .*[^.]\.$/)
  },
)

test.each([
  ...[
    '{-1::a|b}',
    '{1e3::a|b}',
    '{,5::a|b}',
    '{10%::a|b}',
    '{$$a|b}',
    '{r1-2$$a|b}',
    '{1--2$$a|b}',
  ],
  ...['__2$$color__', '__1-2$$ and $$color__', '__color:2__', '3#__color__'],
  ...[
    '__${c}__',
    '__col${c:or}__',
    '__{color|other}__',
    '__{}__',
    '__{a\\}}__',
    '<wildcard:color>',
    '<random[2]:a|b>',
  ],
])('%s, a form that is not ours, is refused and not drawn as it stands', (text) => {
  expect(() => expand(`a fox, ${text}`)).toThrow(UnreadablePromptError)
})

test('what only resembles such a form stays', () => {
  const texts = [
    '__, fox, __',
    'a 3# fox',
    '__ color __',
    '<lora:random:1>',
    '{a::3|a::3}',
    '__a b: c',
  ]
  for (const text of texts) expect(expand(text)).toBe(text.replace('{a::3|a::3}', 'a::3'))
})

test('of several names of several words each is one, and words between underscores swallow none', () => {
  expect(expand('__hair color__ hair, __eye color__ eyes')).toBe('black hair, grey eyes')
  expect(expand('__ a fox __ with __eye color__ eyes')).toBe('__ a fox __ with grey eyes')
})

test('a weight may have a space behind it, and an option may have one alone', () => {
  expect(outcomes('{3 :: red|0 ::blue}')).toEqual([' red'])
  expect(expand('{3::red}')).toBe('red')
})

test('a variable that leads to itself ends', () => {
  expect(() => expand('${a=${a}${a}}${a}')).toThrow('more than 10000 draws')
})

test('a backslash makes underscores and dollars what they are', () => {
  expect(expand('<lora:\\__ink__:0.7>')).toBe('<lora:__ink__:0.7>')
  expect(expand('\\${c}')).toBe('${c}')
  expect(outcomes('\\__color__ __color__')).toEqual([
    '__color__ blue',
    '__color__ green',
    '__color__ red',
  ])
})

test('a number in front that is no weight or range stays', () => {
  expect(outcomes('{16:9|4:3}')).toEqual(['16:9', '4:3'])
  expect(outcomes('{5$|a}')).toEqual(['5$', 'a'])
})

const piece = fc.constantFrom(
  '{',
  '|',
  '}',
  '$$',
  '${',
  '::',
  '2',
  '-',
  '=',
  '!',
  'a',
  '__',
  '*',
  '~',
  ' ',
  '\\',
)

test('whatever is written, it is drawn alike twice, or refused with a sentence alike twice', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.maxSafeNat(), (pieces, seed) => {
      const attempt = (): unknown => {
        try {
          return expandPrompt(pieces.join(''), { seed, stream: 's', lines: () => ['2::x', 'y'] })
        } catch (error) {
          return error instanceof Error ? `${error.name} ${error.message}` : error
        }
      }
      const first = attempt()
      expect(attempt()).toEqual(first)
      if (typeof first === 'string')
        expect(first).toMatch(/^(?:Unreadable|ExpansionTooLarge|WildcardNesting)/)
    }),
  )
})
