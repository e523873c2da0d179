import type { Json, JsonObject } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { fitToWidget } from './primitive.ts'

const fit = (type: string, options: JsonObject, value: Json): Json =>
  fitToWidget(
    {
      name: 'x',
      saved: true,
      sent: true,
      initial: 0,
      input: { name: 'x', type, optional: false, options },
    },
    value,
  )

test('whole numbers go to the nearest step, counted from the minimum', () => {
  expect(fit('INT', { min: 0 }, 33.7)).toBe(34)
  expect(fit('INT', { min: 1, step: 4 }, 8)).toBe(9)
  expect(fit('INT', { step: 8, min: 16 }, 1021)).toBe(1024)
})

test('fractions are rounded, to the decimals of their step, and bounded', () => {
  expect(fit('FLOAT', { min: 0, max: 100, step: 0.1, round: 0.01 }, 7.123)).toBe(7.1)
  expect(fit('FLOAT', { min: 0, max: 1, step: 0.01 }, 3)).toBe(1)
  expect(fit('FLOAT', { min: 0, max: 10, step: 1 }, 2.3456)).toBe(2.3456)
})

test('what is no number, and what is exact already, stays', () => {
  expect(fit('INT', {}, '20')).toBe('20')
  expect(fit('INT', { min: 0 }, Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER)
})
