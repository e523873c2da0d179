import { expect, it } from 'vitest'
import {
  CorruptImageError,
  ImageIncompleteError,
  ImageTimeoutError,
  ImageUnreadableError,
} from './errors.ts'
import { RefusedImages } from './refused-images.ts'

const state = { size: 10, mtimeMs: 1000.25 }

function createRefused(max?: number) {
  let time = 0
  const refused = new RefusedImages({ now: () => time, ...(max === undefined ? {} : { max }) })
  return { refused, pass: (ms: number) => (time += ms) }
}

it('remembers a corrupt image for as long as it stays the same', () => {
  const { refused, pass } = createRefused()
  const error = new CorruptImageError('broken')
  refused.add('a', state, error)
  pass(1e9)
  expect(refused.find('a', { ...state, mtimeMs: 1000 })).toBe(error)
  expect(refused.find('a', { ...state, size: 11 })).toBeUndefined()
  expect(refused.find('a', state)).toBeUndefined()
})

it('forgets soon that an image was incomplete, later that it took too long', () => {
  const { refused, pass } = createRefused()
  refused.add('a', state, new ImageIncompleteError('half'))
  refused.add('b', state, new ImageTimeoutError('slow'))
  expect(refused.find('a', state)).toBeInstanceOf(ImageIncompleteError)
  pass(1000)
  expect(refused.find('a', state)).toBeUndefined()
  expect(refused.find('b', state)).toBeInstanceOf(ImageTimeoutError)
  pass(600_000)
  expect(refused.find('b', state)).toBeUndefined()
})

it('does not hold against an image what is not its fault', () => {
  const { refused } = createRefused()
  refused.add('a', state, new ImageUnreadableError('EIO'))
  refused.add('a', state, new Error('anything'))
  refused.add('a', state, new DOMException('left', 'AbortError'))
  expect(refused.size).toBe(0)
})

it('is bounded', () => {
  const { refused } = createRefused(2)
  for (const key of ['a', 'b', 'c']) refused.add(key, state, new CorruptImageError(key))
  expect(refused.size).toBe(2)
  expect(refused.find('a', state)).toBeUndefined()
})
