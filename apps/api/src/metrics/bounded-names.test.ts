import { expect, test } from 'vitest'
import { BoundedNames } from './bounded-names.ts'

test('so many names have a place, and the rest share one', () => {
  const names = new BoundedNames({ most: 2, idleMs: 1_000 })
  expect(['a', 'b', 'c', 'a', 'd'].map((name) => names.of(name))).toEqual([
    'a',
    'b',
    'other',
    'a',
    'other',
  ])
})

test('the name that nobody has used for long gives its place to a new one, and is told of', () => {
  let now = 0
  const gone: string[] = []
  const names = new BoundedNames({
    most: 2,
    idleMs: 1_000,
    now: () => now,
    onGone: (name) => gone.push(name),
  })
  names.of('a')
  names.of('b')
  now = 600
  names.of('a')
  now = 1_200
  expect(names.of('c')).toBe('c')
  expect(gone).toEqual(['b'])
  expect(names.of('b')).toBe('other')
  expect(names.of('a')).toBe('a')
})
