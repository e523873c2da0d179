import { expect, it } from 'vitest'
import { movedDivider } from './moved-divider.ts'

it('moves by its own keys, with Shift farther, and no further than the edges', () => {
  const near = { isFar: false }
  expect(movedDivider(50, 'ArrowRight', near)).toBe(52)
  expect(movedDivider(50, 'ArrowLeft', { isFar: true })).toBe(40)
  expect(movedDivider(95, 'PageUp', near)).toBe(100)
  expect(movedDivider(30, 'Home', near)).toBe(0)
  expect(movedDivider(30, 'End', near)).toBe(100)
  expect(movedDivider(30, 'a', near)).toBeUndefined()
})
