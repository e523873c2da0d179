import type { DetectedFamily } from '@darkroom/workflow-builder'
import { stableDiffusion } from './model-family.ts'

/** Files beside a model, and where it lies: they go with it. */
const beside = ['model_folder', 'variant', 'vae', 'text_encoders'] as const

/** Values that suit a family. The size is none of them: it is what somebody wants to see. */
const settings = ['steps', 'cfg', 'guidance', 'sampler', 'scheduler'] as const

/** The words of a picture that mean nothing to its model. */
export const wordsRefusedBy = (family: DetectedFamily | undefined): readonly string[] =>
  Object.keys(family?.variant.refuses ?? {})

/** The words of a picture that mean nothing to the model that it is made with now, in place of the one that it had. */
export function wordsLostTo(
  now: DetectedFamily | undefined,
  before: DetectedFamily | undefined,
): ReadonlySet<string> {
  const isOther = kinOf(before) !== kinOf(now)
  return new Set([...wordsRefusedBy(now), ...beside, ...(isOther ? settings : [])])
}

/** Families that share their settings. */
function kinOf(told: DetectedFamily | undefined): string {
  const id = told?.family.id ?? 'sdxl'
  return stableDiffusion.has(id) ? 'stable-diffusion' : id
}
