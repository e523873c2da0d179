import type { BatchRequest, GenerateRequest } from '../api/types.ts'
import {
  type InputPictures,
  mainPicture,
  noPictures,
  paintsNothing,
  taskOf,
} from '../pictures/input-pictures.ts'
import type { Draft, DraftLora } from './draft.ts'
import { isRefused, type KnownModel, recommendedOf, sizeOf, sizeOfModel } from './model-settings.ts'

type Words = Omit<GenerateRequest, 'seed'>

/** What a press of the button asks for. */
export type Press =
  | { readonly kind: 'one'; readonly body: GenerateRequest }
  | { readonly kind: 'batch'; readonly body: BatchRequest }

export interface PressOptions {
  /** `filename` of the model that is shown. */
  readonly model: string
  readonly details: KnownModel | undefined
  /** The pictures that go in; they may decide the size. */
  readonly pictures?: InputPictures
}

const toLora = ({ name, strength_model, strength_clip }: DraftLora) => ({
  name,
  strength_model,
  ...(strength_clip !== undefined && { strength_clip }),
})

/** The words of the form that say something; the model's own where nobody chose another, so that they stand in the picture. */
export function wordsOf(
  draft: Draft,
  { model, details, pictures = noPictures }: PressOptions,
): Words {
  const isLarger = taskOf(pictures) === 'upscale'
  const own = details?.recommended === undefined ? {} : recommendedOf(details)
  const candidates = {
    negative_prompt: draft.negative_prompt.trim() === '' ? undefined : draft.negative_prompt,
    steps: draft.steps ?? own.steps,
    cfg: draft.cfg ?? own.cfg,
    guidance: draft.guidance ?? own.guidance,
    sampler: draft.sampler ?? own.sampler,
    scheduler: draft.scheduler ?? own.scheduler,
    clip_skip: draft.clip_skip,
    vae: draft.vae,
    text_encoders: draft.text_encoders && [...draft.text_encoders],
    batch_size: draft.batch_size === 1 || isLarger ? undefined : draft.batch_size,
    tiling: draft.tiling === true ? true : undefined,
  }
  const said = Object.entries(candidates).filter(
    ([word, value]) => value !== undefined && !isRefused(details, word),
  )
  const isSized =
    !isLarger && (mainPicture(pictures) === undefined || draft.resolution !== undefined)
  return {
    prompt: draft.prompt.trim(),
    model,
    ...(draft.loras.length > 0 && { loras: draft.loras.map(toLora) }),
    ...(isSized && { resolution: { ...sizeOf(draft, sizeOfModel(details)) } }),
    ...Object.fromEntries(said),
    ...pictures,
  }
}

/** The request that the form stands for. */
export function toPress(draft: Draft, options: PressOptions): Press {
  const { pictures = noPictures } = options
  // Where nothing is painted, each word about painting is refused; and more than one would be the same picture again.
  if (paintsNothing(pictures)) return { kind: 'one', body: { ...pictures } }
  const words = wordsOf(draft, options)
  if (draft.count === 1) return { kind: 'one', body: { ...words, seed: draft.seed } }
  return {
    kind: 'batch',
    body: {
      ...words,
      batch_count: draft.count,
      seed_mode: draft.seed === -1 ? 'random' : 'incremental',
      base_seed: draft.seed,
    },
  }
}
