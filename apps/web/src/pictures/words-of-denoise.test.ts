import { expect, it } from 'vitest'
import { wordsOfDenoise } from './words-of-denoise.ts'

it('says something of every denoise, and more of it for more', () => {
  const said = Array.from({ length: 21 }, (_, index) => wordsOfDenoise(index / 20))
  expect(said).not.toContain('')
  expect(said[0]).toContain('stays')
  expect(new Set(said).size).toBe(5)
  expect(said.toSorted((one, other) => said.indexOf(one) - said.indexOf(other))).toEqual(said)
  expect(wordsOfDenoise(undefined)).toBe('As it suits the model.')
})
