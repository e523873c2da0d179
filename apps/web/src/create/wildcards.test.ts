import { describe, expect, it } from 'vitest'
import { isKnownName, nameBeingTyped, wildcardsIn, withName, withOtherName } from './wildcards.ts'

const texts = (prompt: string) => wildcardsIn(prompt).map(({ text }) => text)

describe('the wildcards of a prompt', () => {
  it('are names and choices, in reading order, each text once', () => {
    const prompt = '__hair/colour__ fox, {quiet|busy {red|blue}|} harbour, __hair/colour__'
    expect(texts(prompt)).toEqual(['__hair/colour__', '{quiet|busy {red|blue}|}', '{red|blue}'])
    const [, choice] = wildcardsIn(prompt)
    expect(choice).toMatchObject({ options: ['quiet', 'busy {red|blue}', ''] })
  })

  it('have options without their weights and without what says how many are drawn', () => {
    expect(wildcardsIn('{2$$ and $$3::red|blue|green}')).toMatchObject([
      { options: ['red', 'blue', 'green'] },
    ])
  })

  it.each([
    '{fox}',
    'a|b',
    '{a|b',
    'my__embed__v2',
    '\\{a|b\\}',
    '\\__ink\\__',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a prompt
    '${c}',
    '____',
    'snake__case',
  ])('%s is none', (prompt) => {
    expect(texts(prompt)).toEqual([])
  })
})

it('a name is known in any case, and a star stands for any of its folder', () => {
  expect(isKnownName('Colour', ['colour'])).toBe(true)
  expect(isKnownName('hair/*', ['hair/colour'])).toBe(true)
  expect(isKnownName('hair/*', ['colour'])).toBe(false)
})

describe('a name that is being typed', () => {
  it.each([
    ['a __', ''],
    ['a __co', 'co'],
    ['__hair/co', 'hair/co'],
    ['a __one__, __t', 't'],
  ])('in %j is %j', (prompt, typed) => {
    expect(nameBeingTyped(prompt, prompt.length)).toBe(typed)
  })

  it.each(['a fox', '__one__', '__one__ fox', 'a __ fox', 'snake__ca'])(
    'is none in %j',
    (prompt) => {
      expect(nameBeingTyped(prompt, prompt.length)).toBeUndefined()
    },
  )

  it('gives way to the whole one', () => {
    expect(withName({ prompt: 'a __co fox', caret: 6 }, 'colour')).toEqual({
      prompt: 'a __colour__ fox',
      caret: 12,
    })
  })
})

it('a name is swapped for another wherever it stands', () => {
  expect(withOtherName('__colr__ and __hair__ and __colr__', 'colr', 'colour')).toBe(
    '__colour__ and __hair__ and __colour__',
  )
})
