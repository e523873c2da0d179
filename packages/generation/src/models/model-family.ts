import { detectFamily } from '@darkroom/workflow-builder'
import type { ModelCategory, ModelDetails } from './model-lists.ts'

/** The ids of the families that go by the name of Stable Diffusion, before its third version. */
export const stableDiffusion: ReadonlySet<string> = new Set(['sd15', 'sd2', 'sdxl'])

const paints: ReadonlySet<ModelCategory> = new Set(['base', 'merged', 'diffusion'])

/** The family of a model file and its variant in it, with the values that suit it where it is a model that paints. */
export function describeModel(
  { filename, category }: Pick<ModelDetails, 'filename' | 'category'>,
  metadata: Readonly<Record<string, unknown>>,
): Pick<ModelDetails, 'family' | 'variant' | 'about' | 'recommended'> {
  const isDiffusion = category === 'diffusion'
  const found = detectFamily({
    name: filename,
    ...(isDiffusion ? { folder: 'diffusion_models' } : {}),
    header: { metadata },
  })
  if (found === undefined) return { family: 'unknown' }
  const { id: family } = found.family
  if (!paints.has(category)) return { family }
  const { title, multiple, refuses, cannot, defaults } = found.variant
  const { steps, cfg, guidance, sampler, scheduler, resolution } = defaults
  return {
    family,
    variant: found.variant.id,
    about: { title, multiple, refuses, cannot },
    recommended: {
      steps,
      cfg,
      ...(guidance === undefined ? {} : { guidance }),
      sampler,
      scheduler,
      resolution,
    },
  }
}
