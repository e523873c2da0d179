import type { EntryRecord } from '../src/entry-record.ts'
import type { ImageDescription } from '../src/metadata-module.ts'

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

/** The same numbers for the same seed, from 0 to `below`. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** About 250 characters of prompt, and all the rest that a picture says of itself. */
export function describeImage(random: (below: number) => number, number: number): ImageDescription {
  const prompt = Array.from({ length: 36 }, () => words[random(words.length)]).join(' ')
  const [width, height] = sizes[random(sizes.length)] ?? [1024, 1024]
  return {
    format: 'png',
    width,
    height,
    animated: false,
    complete: true,
    source: 'comfyui',
    prompt: `${prompt} ${number}`,
    negativePrompt: 'blurry, lowres, bad anatomy, watermark',
    model: models[random(models.length)] ?? '',
    seed: random(2 ** 31),
    seedText: '',
    steps: 20 + random(3) * 5,
    cfg: 7,
    guidance: null,
    sampler: samplers[random(samplers.length)] ?? '',
    scheduler: 'karras',
    denoise: 1,
    loras:
      random(3) === 0
        ? [{ name: 'style/ink.safetensors', strengthModel: 0.8, strengthClip: 1 }]
        : [],
    generatedWidth: width,
    generatedHeight: height,
    createdAt: '',
    favourite: random(50) === 0,
    tags: random(20) === 0 ? ['portfolio'] : [],
    batchId: '',
    sequenceId: '',
    frameNumber: null,
  }
}

export function randomRecord(random: (below: number) => number, number: number): EntryRecord {
  const {
    steps,
    cfg,
    guidance,
    scheduler,
    denoise,
    generatedWidth,
    generatedHeight,
    frameNumber,
    ...rest
  } = describeImage(random, number)
  const time = 1_790_000_000_000 + number * 1000
  return {
    ...rest,
    name: `${String(number).padStart(7, '0')}.png`,
    size: 1_000_000 + random(900_000),
    mtimeMs: time,
    createdMs: time,
    stamp: number + 1,
    damaged: false,
    details: {
      steps,
      cfg,
      guidance,
      scheduler,
      denoise,
      generatedWidth,
      generatedHeight,
      frameNumber,
    },
  }
}
