import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomSeed, resolveSeed, seedsOf } from './seeds.ts'

const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })

test('a seed given stays, minus one is replaced', () => {
  expect(resolveSeed(42, () => 7)).toBe(42)
  expect(resolveSeed(0, () => 7)).toBe(0)
  expect(resolveSeed(-1, () => 7)).toBe(7)
})

test('random seeds are safe integers and use the whole range', () => {
  const seeds = Array.from({ length: 1000 }, randomSeed)
  expect(seeds.every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true)
  expect(new Set(seeds).size).toBe(1000)
  expect(Math.max(...seeds)).toBeGreaterThan(2 ** 52)
})

test('incremental seeds count up from the base and never leave the range', () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 2, max: 50 }), (base, count) => {
      const seeds = seedsOf({ mode: 'incremental', base, count })
      expect(seeds).toHaveLength(count)
      expect(seeds[0]).toBe(base)
      for (const one of seeds) expect(Number.isSafeInteger(one) && one >= 0).toBe(true)
      expect(new Set(seeds).size).toBe(count)
    }),
  )
  expect(seedsOf({ mode: 'incremental', base: Number.MAX_SAFE_INTEGER, count: 2 })).toEqual([
    Number.MAX_SAFE_INTEGER,
    0,
  ])
})

test('fixed seeds are all the base', () => {
  expect(seedsOf({ mode: 'fixed', base: 9, count: 3 })).toEqual([9, 9, 9])
  expect(seedsOf({ mode: 'fixed', base: -1, count: 3 }, () => 4)).toEqual([4, 4, 4])
})

test('random seeds begin with the base, if one is given', () => {
  let next = 100
  expect(seedsOf({ mode: 'random', base: 9, count: 3 }, () => next++)).toEqual([9, 100, 101])
  expect(seedsOf({ mode: 'random', base: -1, count: 3 }, () => next++)).toEqual([102, 103, 104])
})
