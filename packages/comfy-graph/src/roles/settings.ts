import type { PromptGraph } from '../graph/prompt-graph.ts'

/** The possible overrides of a graph. Only the given ones are changed. */
export interface GraphOverrides {
  readonly prompt?: string | undefined
  readonly negative_prompt?: string | undefined
  /** 0 … 2^53−1. */
  readonly seed?: number | undefined
  readonly steps?: number | undefined
  readonly cfg?: number | undefined
  readonly guidance?: number | undefined
  readonly sampler?: string | undefined
  readonly scheduler?: string | undefined
  readonly denoise?: number | undefined
  readonly model?: string | undefined
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly batch_size?: number | undefined
}

export type Setting = keyof GraphOverrides

export const settings: readonly Setting[] = [
  'prompt',
  'negative_prompt',
  'seed',
  'steps',
  'cfg',
  'guidance',
  'sampler',
  'scheduler',
  'denoise',
  'model',
  'width',
  'height',
  'batch_size',
]

/** The settings whose place is one input, found by a route; prompts are searched separately, since conditionings branch. */
export type ValueSetting = Exclude<Setting, 'prompt' | 'negative_prompt'>

export const isPrompt = (setting: Setting): setting is 'prompt' | 'negative_prompt' =>
  setting === 'prompt' || setting === 'negative_prompt'

/** Input names with the same meaning in different node classes; core nodes first, then well-known custom ones. */
const textInputs = [
  'text',
  'text_g',
  'text_l',
  't5xxl',
  'clip_l',
  'clip_g',
  'prompt',
  'tags',
] as const

export interface Route {
  /** Inputs with the setting. */
  readonly inputs: readonly string[]
  /** Links that lead there from the sampler. */
  readonly through: readonly string[]
  /** Links that exclude a node, which then only passes on, so that its value means something else. */
  readonly unless?: readonly string[]
}

const latents = ['latent_image', 'latent', 'samples', 'video_latent'] as const
const size = { through: latents, unless: ['samples', 'latent', 'pixels', 'image'] } as const

/** The way from the sampler to each setting. */
export const routes: Readonly<Record<ValueSetting, Route>> = {
  seed: { inputs: ['seed', 'noise_seed'], through: ['noise'] },
  steps: { inputs: ['steps'], through: ['sigmas'] },
  cfg: { inputs: ['cfg', 'cfg_conds'], through: ['guider'] },
  guidance: { inputs: ['guidance'], through: ['guider', 'positive', 'conditioning'] },
  sampler: { inputs: ['sampler_name'], through: ['sampler'] },
  scheduler: { inputs: ['scheduler'], through: ['sigmas'] },
  denoise: { inputs: ['denoise'], through: ['sigmas'] },
  model: {
    inputs: ['ckpt_name', 'unet_name', 'gguf_name', 'model_path'],
    through: ['guider', 'model', 'basic_pipe', 'pipe'],
  },
  width: { inputs: ['width', 'empty_latent_width'], ...size },
  height: { inputs: ['height', 'empty_latent_height'], ...size },
  batch_size: { inputs: ['batch_size'], ...size },
}

/** The reason when a setting has no place in the graph. */
export const missing: Readonly<Record<Setting, string>> = {
  prompt: 'No text leads to the positive conditioning',
  negative_prompt: 'No text of its own leads to the negative conditioning',
  seed: 'The sampler has no seed',
  steps: 'The sampler has no number of steps',
  cfg: 'The sampler has no CFG scale',
  guidance: 'Nothing on the way of the prompt sets a guidance',
  sampler: 'The graph names no sampling method',
  scheduler: 'The graph names no scheduler',
  denoise: 'The sampler has no denoise',
  model: 'No model file leads to the sampler',
  width: 'The width comes from an image, not from a setting',
  height: 'The height comes from an image, not from a setting',
  batch_size: 'The number of pictures comes from an image, not from a setting',
}

export const promptInputs: readonly string[] = textInputs

/** An input of a node. */
export interface Site {
  readonly nodeId: string
  readonly input: string
}

export type Nodes = ReadonlyMap<string, PromptGraph[string]>
