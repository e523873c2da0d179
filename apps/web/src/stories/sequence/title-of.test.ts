import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleOf } from './title-of.ts'

describe('the title of a story', () => {
  it('is its first sentence where that is short', () => {
    expect(titleOf('Mia finds a lantern. She follows its light.')).toBe('Mia finds a lantern')
    expect(titleOf('Who is there? Nobody.')).toBe('Who is there?')
    expect(titleOf('.')).toBe('.')
    expect(titleOf('  a fox\n in the snow ')).toBe('a fox in the snow')
  })

  it('is cut between words where that is long', () => {
    const title = titleOf(
      'Mia, a girl with red hair, finds a lantern in a dark forest, and she follows its light.',
    )
    expect(title).toBe('Mia, a girl with red hair, finds a lantern in a dark forest, and …')
  })

  it('is never empty and never long, whatever the story is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (story) => {
        const title = titleOf(story)
        expect(title.trim()).not.toBe('')
        expect(title.length).toBeLessThanOrEqual(66)
      }),
    )
  })
})
