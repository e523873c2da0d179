import { describe, expect, test } from 'vitest'
import { bypassIndex } from './resolve-links.ts'
import { isCompatible } from './types.ts'

const slots = (...types: string[]) => types.map((type, index) => ({ name: `${index}`, type }))

describe('a bypassed node hands on', () => {
  test.each([
    ['the input of the same number when it fits', ['MODEL', 'CLIP'], 1, 'CLIP', 'CLIP', 1],
    ['the first of the wanted type otherwise', ['IMAGE', 'MODEL', 'MODEL'], 0, 'MODEL', 'MODEL', 1],
    [
      'the first that fits when none is of that type',
      ['VAE', 'IMAGE,MASK'],
      0,
      'IMAGE',
      'IMAGE',
      1,
    ],
    ['nothing when none fits', ['VAE', 'CLIP'], 0, 'IMAGE', 'IMAGE', -1],
    ['the input of the same number to what takes anything', ['VAE', 'CLIP'], 1, 'IMAGE', '*', 1],
    ['the first input to what takes anything when there are fewer', ['VAE'], 3, 'IMAGE', '*', 0],
  ])('%s', (_, types, slot, given, wanted, index) => {
    expect(bypassIndex(slots(...types), { slot, given, wanted })).toBe(index)
  })
})

test.each([
  ['IMAGE', 'image', true],
  ['IMAGE,MASK', 'mask', true],
  ['IMAGE', 'MASK', false],
  ['*', 'MASK', true],
  ['MASK', '', true],
])('%s and %s: %s', (one, other, fits) => {
  expect(isCompatible(one, other)).toBe(fits)
  expect(isCompatible(other, one)).toBe(fits)
})
