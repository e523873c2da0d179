import { expect, it } from 'vitest'
import { nothingSelected, rangeOf, toggled, withAll, without } from './selection.ts'

it('selects, extends and takes out', () => {
  const one = toggled(nothingSelected, 'a', 3)
  expect([...one.ids]).toEqual(['a'])
  expect(toggled(one, 'a', 3).ids.size).toBe(0)
  const more = withAll(one, ['b', 'c', 'a'])
  expect([...more.ids]).toEqual(['a', 'b', 'c'])
  expect(more.anchor).toBe(3)
  expect(without(more, ['a', 'b', 'c'])).toEqual(nothingSelected)
})

it('draws a range in both directions', () => {
  expect(rangeOf(3, 7)).toEqual({ start: 3, count: 5 })
  expect(rangeOf(7, 3)).toEqual({ start: 3, count: 5 })
})
