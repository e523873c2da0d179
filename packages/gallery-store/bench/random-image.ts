import type { EntryRecord } from '../src/entry-record.ts'
import { type ImageDescription, unknownImage } from '../src/metadata-module.ts'
import { toRecord } from '../src/scan/to-record.ts'

const words =
  'masterpiece portrait woman standing rain neon lights cyberpunk city detailed eyes sharp focus volumetric lighting cinematic forest morning mist ancient temple golden hour dramatic sky ocean waves mountain village winter snow lantern market street dragon armour castle library window cat fox wolf raven flowers garden river bridge moon stars desert storm ship harbour'.split(
    ' ',
  )
const models = [
  'base/dreamscape_xl.safetensors',
  'base/photoreal_v5.safetensors',
  'merged/anime_mix.safetensors',
]
const samplers = ['euler', 'dpmpp_2m', 'dpmpp_sde', 'ddim']
const sizes: readonly (readonly [number, number])[] = [
  [1024, 1024],
  [832, 1216],
  [1216, 832],
  [512, 768],
]

/** A random number from 0 to `below`; the same numbers for the same seed. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const syllables = Array.from('bdfgklmnprstvz', (letter) =>
  Array.from('aeiou', (vowel) => letter + vowel),
).flat()

/** A word of a vocabulary in which the n-th is used 1/n as often as the first, as in any language; some have a comma. */
function languageWord(random: (below: number) => number, vocabulary: number): string {
  let rank = Math.floor(vocabulary ** (random(2 ** 30) / 2 ** 30)) - 1
  let word = words[rank] ?? ''
  if (word === '') {
    for (; rank > 0; rank = Math.floor(rank / syllables.length))
      word += syllables[rank % syllables.length]
  }
  return random(4) === 0 ? `${word},` : word
}

/**
 * A description with about 250 characters of prompt, and all other metadata of a picture. `vocabulary`: the number of words
 * that prompts are made of; 0 for 58 and a number that each prompt has alone.
 */
export function describeImage(
  random: (below: number) => number,
  number: number,
  vocabulary = 0,
): ImageDescription {
  const ending = vocabulary === 0 ? ` ${number}` : ''
  const prompt = Array.from({ length: 36 }, () =>
    vocabulary === 0 ? words[random(words.length)] : languageWord(random, vocabulary),
  ).join(' ')
  const [width, height] = sizes[random(sizes.length)] ?? [1024, 1024]
  return {
    ...unknownImage,
    format: 'png',
    width,
    height,
    complete: true,
    source: 'comfyui',
    recipe: {
      prompt: `${prompt}${ending}`,
      negative_prompt: 'blurry, lowres, bad anatomy, watermark',
      model: models[random(models.length)] ?? '',
      seed: random(2 ** 31),
      steps: 20 + random(3) * 5,
      cfg: 7,
      sampler: samplers[random(samplers.length)] ?? '',
      scheduler: 'karras',
      denoise: 1,
      resolution: { width, height },
      loras:
        random(3) === 0
          ? [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 1 }]
          : [],
    },
    favourite: random(50) === 0,
    tags: random(20) === 0 ? ['portfolio'] : [],
  }
}

export function randomRecord(
  random: (below: number) => number,
  number: number,
  vocabulary = 0,
): EntryRecord {
  const description = describeImage(random, number, vocabulary)
  const mtimeMs = 1_790_000_000_000 + number * 1000
  const stats = { size: 1_000_000 + random(900_000), mtimeMs, birthtimeMs: mtimeMs }
  return toRecord(`${String(number).padStart(7, '0')}.png`, stats, number + 1, description)
}
