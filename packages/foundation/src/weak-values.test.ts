import { expect, test } from 'vitest'
import { WeakValues } from './weak-values.ts'

test('a value that somebody holds is made once', () => {
  const values = new WeakValues<string, object>()
  const made = values.getOr('a', () => ({}))
  expect(values.getOr('a', () => ({}))).toBe(made)
  expect(values.get('a')).toBe(made)
  expect(values.get('b')).toBeUndefined()
  expect(values.getOr('b', () => ({}))).not.toBe(made)
})
