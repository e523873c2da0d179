import type { PyValue } from '../python/value.ts'

/** What a text encoder makes of a text: vectors of a width, and one vector of all of it. */
export interface Words {
  readonly width: number
  readonly tokens: number
  readonly pooled?: number
  /** Whether the layers of a Llama come with them. */
  readonly hasLlama?: boolean
}

/** What a model was trained to take. */
export interface Architecture {
  readonly words: Words
  readonly channels: number
  /** How many values the first layer makes of a vector. */
  readonly layer: number
  /** The side of the square of a latent that is one token; 0 where a convolution takes it all. */
  readonly patch: number
}

const clip = (width: number, pooled?: number): Words => ({
  width,
  tokens: 77,
  ...(pooled !== undefined && { pooled }),
})
const language = (width: number): Words => ({ width, tokens: 64 })
const t5 = (pooled?: number): Words => ({ ...clip(4096, pooled), tokens: 256 })
const llama: Words = { ...t5(2048), hasLlama: true }

const unet = (words: Words, layer: number): Architecture => ({
  words,
  channels: 4,
  layer,
  patch: 0,
})
const transformer = (words: Words, layer: number, channels = 16): Architecture => ({
  words,
  channels,
  layer,
  patch: channels === 16 ? 2 : 1,
})

/** Models by the names of their publishers, the more telling first. Of any other nothing is known, and nothing is checked. */
const models: readonly (readonly [RegExp, Architecture])[] = [
  [/hidream[-_]?(?:i1|e1)/, transformer(llama, 2560)],
  [/flux[-_.]?2[-_]?klein.*9b/, transformer(language(12_288), 4096, 128)],
  [/flux[-_.]?2[-_]?klein/, transformer(language(7680), 3072, 128)],
  [/flux[-_.]?2/, transformer(language(15_360), 6144, 128)],
  [/chroma.*radiance/, transformer(t5(), 3072, 3)],
  [/chroma1/, transformer(t5(), 3072)],
  [/qwen[-_]image(?!.*layered)/, transformer(language(3584), 3072)],
  [/z[-_]image/, transformer(language(2560), 3840)],
  [/lumina_2/, transformer(language(2304), 2304)],
  [/sd3(?:\.5)?[-_]/, transformer(t5(2048), 2432)],
  [/flux1?[-_.]/, transformer(t5(768), 3072)],
  [/sd_?xl_refiner/, unet(clip(1280, 1280), 768)],
  [/sd_?xl/, unet(clip(2048, 1280), 640)],
  [/512-inpainting-ema|768-v-ema/, unet(clip(1024), 320)],
  [/v1-5|sd15/, unet(clip(768, 768), 320)],
]

export const architectureOf = (file: string): Architecture | undefined =>
  models.find(([name]) => name.test(baseName(file)))?.[1]

const baseName = (file: string): string => file.replace(/^.*[/\\]/, '').toLowerCase()

/** Checkpoints that were published without their text encoders. */
export const lacksTextEncoders = (file: string): boolean =>
  /^sd3\.5_(?:large|large_turbo|medium)\.safetensors$/.test(baseName(file))

/** The channels of the latents of a VAE by its file; undefined for an unknown one. */
export const channelsOfVae = (file: string): number | undefined =>
  vaes.find(([name]) => name.test(baseName(file)))?.[1]

const vaes: readonly (readonly [RegExp, number])[] = [
  [/^pixel_space/, 3],
  [/flux[-_.]?2/, 128],
  [/layered/, 16],
  [/wan2\.2/, 48],
  [/^ae[._-]|sd3|qwen_image|wan_2\.1/, 16],
  [/sdxl|vae-ft-/, 4],
]

const encoders: readonly (readonly [kind: string, RegExp])[] = [
  ['t5', /(?<!um)t5[-_]?(?:xxl|v1_1)/],
  ['clip_l', /clip_l/],
  ['clip_g', /clip_g/],
  ['llama', /llama/],
  ['mistral', /mistral/],
  ['qwen3_4b', /qwen_?3_4b/],
  ['qwen3_8b', /qwen_?3_8b/],
  ['qwen25_7b', /qwen_?2\.5_vl_7b/],
  ['gemma2', /gemma_2_2b/],
]

const kindOf = (file: string): string | undefined =>
  encoders.find(([, name]) => name.test(baseName(file)))?.[0]

/** What one encoder makes by the `type` of its loader; the last row of a kind is for any other type. */
const alone: readonly (readonly [kind: string, type: RegExp, words: Words])[] = [
  ['t5', /^sd3$/, t5(2048)],
  ['t5', /^hidream$/, llama],
  ['t5', /./, t5()],
  ['clip_l', /^sd3$/, t5(2048)],
  ['clip_l', /./, clip(768, 768)],
  ['clip_g', /^sd3$/, t5(2048)],
  ['clip_g', /./, clip(1280, 1280)],
  ['llama', /./, llama],
  ['mistral', /./, language(15_360)],
  ['qwen3_4b', /^flux2?$/, language(7680)],
  ['qwen3_4b', /./, language(2560)],
  ['qwen3_8b', /^flux2?$/, language(12_288)],
  ['qwen25_7b', /./, language(3584)],
  ['gemma2', /./, language(2304)],
]

/** What two encoders make, by the `type` of their loader. */
const together: Readonly<Record<string, Words>> = {
  sdxl: clip(2048, 1280),
  sd3: t5(2048),
  flux: t5(768),
  hidream: llama,
}

/**
 * What a loader of text encoders makes of a text, as ComfyUI chooses it: two by the type of the loader alone, three are
 * those of Stable Diffusion 3, four those of HiDream, and one by what it is and the type.
 */
export function wordsOfEncoders(files: readonly string[], type: PyValue): Words | undefined {
  if (files.length === 4) return llama
  if (files.length === 3) return t5(2048)
  if (files.length === 2) return together[String(type)]
  const kind = kindOf(files[0] ?? '')
  return alone.find(([own, fits]) => own === kind && fits.test(String(type)))?.[2]
}
