import { canonicalSampler, canonicalScheduler } from '@darkroom/recipe'
import type { Asked } from '../request/asked-schema.ts'
import { type AskedLora, readLoras } from './read-loras.ts'
import { fitSize, readSize, type Size } from './read-size.ts'

/** What a request says, in our words; what it does not say is undefined. */
export interface AskedWordsOf {
  readonly prompt: string | undefined
  readonly negative_prompt: string | undefined
  readonly seed: number | undefined
  readonly steps: number | undefined
  readonly cfg: number | undefined
  readonly guidance: number | undefined
  /** Either of these, whichever the model has. */
  readonly guidance_scale: number | undefined
  readonly sampler: string | undefined
  readonly scheduler: string | undefined
  readonly denoise: number | undefined
  readonly clip_skip: number | undefined
  readonly vae: string | undefined
  readonly loras: readonly AskedLora[]
  readonly size: Size | undefined
}

/** Names of methods that the servers have, which are taken as they are. */
export interface Methods {
  readonly samplers: readonly string[]
  readonly schedulers: readonly string[]
}

const sizeOf = ({ size, width, height }: Asked): Size | undefined =>
  size === undefined && width !== undefined && height !== undefined
    ? fitSize({ width, height })
    : readSize(size)

export function toWords(asked: Asked, { samplers, schedulers }: Methods): AskedWordsOf {
  const named = asked.sampler ?? asked.sampler_name
  const sampler =
    named === undefined || samplers.includes(named)
      ? { sampler: named, scheduler: undefined }
      : canonicalSampler(named)
  const { scheduler } = asked
  const isKnown = scheduler === undefined || schedulers.includes(scheduler)
  return {
    prompt: asked.prompt,
    negative_prompt: asked.negative_prompt,
    // −1 asks for any, as nothing does.
    seed: asked.seed === undefined || asked.seed < 0 ? undefined : asked.seed,
    steps: asked.steps ?? asked.num_inference_steps ?? asked.step,
    cfg: asked.cfg ?? asked.cfg_scale,
    guidance_scale: asked.guidance_scale,
    guidance: asked.guidance,
    sampler: sampler.sampler,
    scheduler: isKnown ? (scheduler ?? sampler.scheduler) : canonicalScheduler(scheduler),
    denoise: asked.denoise ?? asked.strength,
    clip_skip: asked.clip_skip,
    vae: asked.vae,
    loras: [...readLoras(asked.loras), ...readLoras(asked.lora)],
    size: sizeOf(asked),
  }
}
