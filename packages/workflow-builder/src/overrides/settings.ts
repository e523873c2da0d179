import type { PromptGraph } from '../graph/prompt-graph.ts'

/** What can be changed in a graph that was read. Only what is given is changed. */
export interface GraphOverrides {
  readonly prompt?: string
  readonly negative_prompt?: string
  /** 0 … 2^53−1. */
  readonly seed?: number
  readonly steps?: number
  readonly cfg?: number
  readonly sampler?: string
  readonly scheduler?: string
  readonly model?: string
  readonly width?: number
  readonly height?: number
}

export type Setting = keyof GraphOverrides

/** Names that node classes give to inputs that mean the same; core nodes first, then well-known custom ones. */
const textInputs = ['text', 'text_g', 'text_l', 't5xxl', 'clip_l', 'clip_g', 'prompt'] as const

interface Route {
  /** Inputs that hold the setting. */
  readonly inputs: readonly string[]
  /** Links to follow from the sampler to get there. */
  readonly through: readonly string[]
  /** A node that also has one of these links only passes on: its value is another thing. */
  readonly unless?: readonly string[]
}

const latents = ['latent_image', 'latent', 'samples'] as const
const size = { through: latents, unless: ['samples', 'latent', 'pixels', 'image'] } as const

/** Where each setting is found, seen from the sampler. Conditionings are searched apart, for they branch. */
export const routes: Readonly<Record<Exclude<Setting, 'prompt' | 'negative_prompt'>, Route>> = {
  seed: { inputs: ['seed', 'noise_seed'], through: ['noise'] },
  steps: { inputs: ['steps'], through: ['sigmas'] },
  cfg: { inputs: ['cfg'], through: ['guider'] },
  sampler: { inputs: ['sampler_name'], through: ['sampler'] },
  scheduler: { inputs: ['scheduler'], through: ['sigmas'] },
  model: { inputs: ['ckpt_name', 'unet_name'], through: ['guider', 'model'] },
  width: { inputs: ['width'], ...size },
  height: { inputs: ['height'], ...size },
}

export const promptInputs: readonly string[] = textInputs

/** One input of one node. */
export interface Site {
  readonly nodeId: string
  readonly input: string
}

export type Nodes = ReadonlyMap<string, PromptGraph[string]>
