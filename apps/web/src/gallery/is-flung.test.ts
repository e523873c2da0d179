import { expect, it } from 'vitest'
import { isFlung, restMs } from './is-flung.ts'

const frame = 1000 / 60

it('lets a wheel and an arrow key that is held down be', () => {
  expect(isFlung({ offset: 0, at: 0 }, { offset: 40, at: frame })).toBe(false)
  expect(isFlung({ offset: 0, at: 0 }, { offset: 174, at: 33 })).toBe(false)
})

it('knows a fling, up and down, however long its frames take', () => {
  expect(isFlung({ offset: 0, at: 0 }, { offset: 400, at: frame })).toBe(true)
  expect(isFlung({ offset: 9000, at: 50 }, { offset: 7800, at: 50 + 3 * frame })).toBe(true)
})

it('takes a single jump for no fling, however far', () => {
  expect(isFlung({ offset: 0, at: 0 }, { offset: 500_000, at: restMs })).toBe(false)
  expect(isFlung({ offset: 0, at: Number.NEGATIVE_INFINITY }, { offset: 500_000, at: 1 })).toBe(
    false,
  )
})
