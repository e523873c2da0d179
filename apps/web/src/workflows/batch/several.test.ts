import { describe, expect, it } from 'vitest'
import {
  axesOf,
  axesProblem,
  countOf,
  countText,
  linesOf,
  numbersOf,
  toBatchBody,
} from './several.ts'

describe('a range of numbers', () => {
  it('has both ends', () => {
    expect(numbersOf(1, 4, 1)).toEqual([1, 2, 3, 4])
    expect(numbersOf(10, 30, 10)).toEqual([10, 20, 30])
    expect(numbersOf(5, 5, 1)).toEqual([5])
  })

  it('is exact in fractions', () => {
    expect(numbersOf(0.1, 0.3, 0.1)).toEqual([0.1, 0.2, 0.3])
    expect(numbersOf(0, 1, 0.25)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(numbersOf(0.5, 1, 0.05)).toHaveLength(11)
  })

  it('goes down when it ends below its begin', () => {
    expect(numbersOf(3, 1, 1)).toEqual([3, 2, 1])
  })

  it('ends where its steps do not reach the end', () => {
    expect(numbersOf(1, 6, 2)).toEqual([1, 3, 5])
  })

  it('is none without its ends or a step, and never endless', () => {
    expect(numbersOf(null, 3, 1)).toEqual([])
    expect(numbersOf(1, 3, 0)).toEqual([])
    expect(numbersOf(0, 1e12, 1)).toHaveLength(10_001)
  })
})

it('lines are values without what is around them, and empty lines are none', () => {
  expect(linesOf(' a fox \r\n\n a hen\n')).toEqual(['a fox', 'a hen'])
})

describe('the lists of a batch', () => {
  const fields = [
    { key: 'prompt', label: 'Prompt' },
    { key: 'cfg', label: 'CFG' },
  ]
  const axes = axesOf(
    {
      cfg: { kind: 'range', from: 4, to: 6, step: 1 },
      prompt: { kind: 'lines', text: 'a fox\na hen' },
    },
    fields,
  )

  it('are in the order of the form, whichever was asked for first', () => {
    expect(axes).toEqual([
      { key: 'prompt', label: 'Prompt', values: ['a fox', 'a hen'] },
      { key: 'cfg', label: 'CFG', values: [4, 5, 6] },
    ])
  })

  it('are counted as their product', () => {
    expect(countOf(axes)).toBe(6)
    expect(countText(axes)).toBe('2 × 3 = 6')
    expect(countText(axes.slice(1))).toBe('3')
  })

  it('are refused when one has no value or they make too many', () => {
    expect(axesProblem(axes)).toBeUndefined()
    expect(axesProblem([{ key: 'cfg', label: 'CFG', values: [] }])).toBe('CFG has no values yet.')
    const many = { key: 'cfg', label: 'CFG', values: numbersOf(1, 101, 1) }
    expect(axesProblem([many, many])).toContain('10,000')
  })

  it('become a body in which what varies has no other value, and a drawn seed is left to the batch', () => {
    expect(
      toBatchBody({
        workflow: 'boats',
        values: { prompt: 'a cat', steps: 4, seed: -1 },
        axes,
        sameSeed: true,
      }),
    ).toEqual({
      workflow: 'boats',
      inputs: { steps: 4 },
      matrix: { prompt: ['a fox', 'a hen'], cfg: [4, 5, 6] },
      seed_mode: 'fixed',
    })
  })
})
