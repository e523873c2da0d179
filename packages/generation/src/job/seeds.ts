import { getRandomValues } from 'node:crypto'

/** How a group's seeds follow from the base seed: new ones, base + n, or the same. */
export type SeedMode = 'random' | 'incremental' | 'fixed'

/** Random words in stock: each call for some takes long, however few they are. */
const words = new Uint32Array(1_024)
let used = words.length

export function randomSeed(): number {
  if (used === words.length) {
    getRandomValues(words)
    used = 0
  }
  const [high = 0, low = 0] = words.subarray(used, used + 2)
  used += 2
  return (high >>> 11) * 2 ** 32 + low
}

/** Chooses a seed for −1; any other seed stays. */
export const resolveSeed = (seed: number, random: () => number = randomSeed): number =>
  seed === -1 ? random() : seed

interface SeedsWanted {
  readonly mode: SeedMode
  readonly base: number
  readonly count: number
  /** The largest seed. Default: 2^53 − 1. */
  readonly most?: number | undefined
}

/** The seeds of `count` pictures. Past the largest seed, counting goes on from zero. */
export function seedsOf(
  { mode, base, count, most = Number.MAX_SAFE_INTEGER }: SeedsWanted,
  draw: () => number = randomSeed,
): readonly number[] {
  const random = (): number => draw() % (most + 1)
  const first = resolveSeed(base, random)
  const seedAt = (index: number): number => {
    switch (mode) {
      case 'fixed':
        return first
      case 'incremental':
        return plus(first, index, most)
      case 'random':
        return index === 0 ? first : random()
    }
  }
  return Array.from({ length: count }, (_, index) => seedAt(index))
}

/** Adds without ever computing a number above 2^53 − 1, which would be rounded. */
const plus = (seed: number, count: number, most: number): number =>
  seed > most - count ? count - (most - seed) - 1 : seed + count
