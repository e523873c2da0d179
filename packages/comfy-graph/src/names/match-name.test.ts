import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchName } from '../index.ts'

const windows = ['base\\dream.safetensors', 'Base\\Other.safetensors', 'x/y.safetensors']

test("a name is answered in the server's own spelling", () => {
  expect(matchName('base/dream.safetensors', windows)).toBe('base\\dream.safetensors')
  expect(matchName('x\\y.safetensors', windows)).toBe('x/y.safetensors')
  expect(matchName('base/other.safetensors', windows)).toBe('Base\\Other.safetensors')
})

test('the exact spelling wins over one that differs in case', () => {
  expect(matchName('Fox', ['fox', 'Fox', 'FOX'])).toBe('Fox')
  expect(matchName('fOX', ['fox', 'Fox'])).toBeUndefined()
})

test('a near miss is no match, nor is the same file in another folder unless asked for', () => {
  expect(matchName('dream', windows)).toBeUndefined()
  expect(matchName('dream.safetensors', windows)).toBeUndefined()
  expect(matchName('dream.safetensors', windows, { byFileName: true })).toBe(windows[0])
  expect(matchName('a/b', ['c/b', 'd/b'], { byFileName: true })).toBeUndefined()
})

test('a match is always one of the candidates, and each candidate matches itself', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), fc.string(), (candidates, name) => {
      for (const candidate of candidates) expect(matchName(candidate, candidates)).toBe(candidate)
      const match = matchName(name, candidates, { byFileName: true })
      if (match !== undefined) expect(candidates).toContain(match)
    }),
  )
})
