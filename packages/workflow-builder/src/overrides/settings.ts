import type { PromptGraph } from '../graph/prompt-graph.ts'

/** The possible overrides of a graph. Only the given ones are changed. */
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

/** Input names with the same meaning in different node classes; core nodes first, then well-known custom ones. */
const textInputs = ['text', 'text_g', 'text_l', 't5xxl', 'clip_l', 'clip_g', 'prompt'] as const

interface Route {
  /** Inputs with the setting. */
  readonly inputs: readonly string[]
  /** Links that lead there from the sampler. */
  readonly through: readonly string[]
  /** Links that exclude a node, which then only passes on, so that its value means something else. */
  readonly unless?: readonly string[]
}

const latents = ['latent_image', 'latent', 'samples'] as const
const size = { through: latents, unless: ['samples', 'latent', 'pixels', 'image'] } as const

/** The way from the sampler to each setting. Prompts are searched separately, since conditionings branch. */
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

/** An input of a node. */
export interface Site {
  readonly nodeId: string
  readonly input: string
}

export type Nodes = ReadonlyMap<string, PromptGraph[string]>
