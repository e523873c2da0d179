import { variantOf } from '../families/detect-family.ts'
import { findVariant } from '../families/families.ts'
import { bundleOf } from '../families/find-companions.ts'
import type { ModelFamily, ModelVariant, Task } from '../families/model-family.ts'
import { isGguf } from '../nodes/text-encoders.ts'
import type { FamilyInputs, Sized } from './family-inputs.ts'
import { type Refusal, refusalsOf } from './refusals.ts'

type Chosen = 'model_folder' | 'variant' | 'steps' | 'cfg' | 'sampler' | 'scheduler'

/** What is asked for: where a word is left out, the model decides. */
export type AskedInputs = Omit<FamilyInputs, Chosen> &
  Sized & {
    readonly [W in Chosen]?: FamilyInputs[W] | undefined
  } & {
    readonly image?: string | undefined
    readonly references?: readonly string[] | undefined
  }

/** The inputs with every word filled in, or why they cannot be. */
export type FilledIn<A> =
  | { readonly filled: A & FamilyInputs; readonly variant: ModelVariant }
  | { readonly refusals: readonly Refusal[] }

/** Fills in what suits the model, and refuses what it has no use for. */
export function fillIn<A extends AskedInputs>(
  family: ModelFamily,
  task: Task,
  asked: A,
): FilledIn<A> {
  const variant =
    asked.variant === undefined
      ? variantOf(family, asked.model)
      : findVariant(family, asked.variant)
  if (variant === undefined) {
    const ids = family.variants.map(({ id }) => id)
    return { refusals: [{ field: 'variant', message: `must be one of ${ids.join(', ')}` }] }
  }
  const why = variant.cannot[task]
  if (why !== undefined) {
    return { refusals: [{ field: 'model', message: `cannot be used for this: ${why}` }] }
  }
  const { defaults } = variant
  const filled = {
    ...asked,
    variant: variant.id,
    model_folder: asked.model_folder ?? (isGguf(asked.model) ? 'diffusion_models' : family.folder),
    steps: asked.steps ?? defaults.steps,
    cfg: asked.cfg ?? defaults.cfg,
    guidance: asked.guidance ?? defaults.guidance,
    sampler: asked.sampler ?? defaults.sampler,
    scheduler: asked.scheduler ?? defaults.scheduler,
  }
  const refusals = [
    ...refusalsOf(variant, asked),
    ...withoutHole(task, asked),
    ...withoutCompanions(variant, filled),
  ]
  return refusals.length > 0 ? { refusals } : { filled, variant }
}

/** A ControlNet for inpainting sees the part that is painted anew. */
const withoutHole = (task: Task, { control = [] }: AskedInputs): readonly Refusal[] =>
  task === 'inpaint' || task === 'outpaint'
    ? []
    : control.flatMap(({ type }, index) =>
        type === 'inpaint'
          ? [
              {
                field: `control.${index}.type`,
                message: 'must not be inpaint, where no part of a picture is painted anew',
              },
            ]
          : [],
      )

/** The companions are found before: no server's lists are known here. */
function withoutCompanions(variant: ModelVariant, inputs: FamilyInputs): readonly Refusal[] {
  const { textEncoders, vae } = bundleOf(variant, inputs)
  const { files } = variant.textEncoders
  const given = inputs.text_encoders?.length
  const must = `must name ${files.length === 1 ? 'a file' : `${files.length} files`}`
  const like = `for ${variant.title}: ${files.map(({ file }) => file).join(', ')} or the like`
  return [
    ...((given === undefined && !textEncoders) ||
    (given !== undefined && given !== files.length && !takesSome(variant))
      ? [{ field: 'text_encoders', message: `${must} ${like}` }]
      : []),
    ...(inputs.vae === undefined && !vae
      ? [
          {
            field: 'vae',
            message: `must name a file for ${variant.title}: ${variant.vae.file} or the like`,
          },
        ]
      : []),
  ]
}

/** Stable Diffusion 3 and HiDream paint with some of their text encoders, too. */
const takesSome = ({ textEncoders: { type, files } }: ModelVariant): boolean =>
  files.length > 2 && ['sd3', 'hidream'].includes(type)
