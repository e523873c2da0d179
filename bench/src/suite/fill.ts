import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodePng } from '../page/png.ts'

const perFolder = 500
const wordsOfPrompt = 36
const syllables = Array.from('bdfgklmnprstvz', (letter) =>
  Array.from('aeiou', (vowel) => letter + vowel),
).flat()

/** A word of 100,000, the n-th used 1/n as often as the first, as in any language. */
export function wordAt(chance: number): string {
  let rank = Math.floor(100_000 ** chance)
  let word = ''
  for (; rank > 0; rank = Math.floor(rank / syllables.length))
    word += syllables[rank % syllables.length]
  return word
}

/** Numbers from 0 to 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const prompt = (random: () => number): string =>
  Array.from({ length: wordsOfPrompt }, () => wordAt(random())).join(' ')

interface Contents {
  readonly folder: string
  readonly count: number
  readonly sidecars?: boolean
  /** Longest side; thumbnails of small ones are quickly made, which is not what the rows of lists are about. */
  readonly side?: number
}

/** Fills `gallery` of the folder with pictures, each with a prompt of its own; newest last. */
export async function fill({
  folder,
  count,
  sidecars = false,
  side = 16,
}: Contents): Promise<void> {
  const random = createRandom(7)
  const pixels = encodePng({ width: side, height: side, seed: 1, parameters: '' })
  for (let number = 0; number < count; number += 1) {
    const day = join(folder, 'gallery', `day-${Math.floor(number / perFolder)}`)
    if (number % perFolder === 0) await mkdir(day, { recursive: true })
    const path = join(day, `${number}`)
    const model = `model_${number % 7}`
    const parameters = `${prompt(random)}\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: ${number}, Size: ${side}x${side}, Model: ${model}`
    const bytes =
      side > 64 ? pixels : encodePng({ width: side, height: side, seed: number, parameters })
    await writeFile(`${path}.png`, bytes)
    if (sidecars) await writeFile(`${path}.json`, JSON.stringify({ favorite: false, tags: [] }))
    const seconds = 1_790_000_000 + number
    await utimes(`${path}.png`, seconds, seconds)
  }
}
