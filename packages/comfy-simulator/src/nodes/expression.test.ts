import { expect, test } from 'vitest'
import { evaluate } from './expression.ts'

const names = new Map([
  ['a', 7],
  ['b', 2],
])

test.each([
  ['a + b * 3', 13],
  ['(a + b) * 3', 27],
  ['a // b', 3],
  ['-a // b', -4],
  ['-a % b', 1],
  ['2 ** 3 ** 2', 512],
  ['-2 ** 2', -4],
  ['round(2.5) + round(3.5)', 6],
  ['max(a, b, 9) if a > b and not b == 3 else 0', 9],
  ['int(a / b) + ceil(0.2)', 4],
  ['1e3 + .5', 1000.5],
])('%s is %d, as in Python', (text, result) => {
  expect(evaluate(text, names)).toBe(result)
})

test.each([
  ['a +', /not defined|syntax/],
  ['a b', /syntax/],
  ['c', /'c' is not defined/],
  ['open(1)', /Function 'open' not defined/],
  ['a / 0', /division by zero/],
  ['', /empty/],
])('%s raises', (text, message) => {
  expect(() => evaluate(text, names)).toThrow(message)
})
