import { InvalidParameterError } from '../errors.ts'
import type { ModelVariant } from '../families/model-family.ts'
import type { Clip, Model, Vae } from '../graph/output.ts'
import { skipClipLayers } from '../nodes/conditioning.ts'
import { loadCheckpoint, loadDiffusionModel, loadGgufModel, loadVae } from '../nodes/loaders.ts'
import { applyLora, applyModelLora } from '../nodes/loras.ts'
import { isGguf, loadTextEncoders } from '../nodes/text-encoders.ts'
import type { FamilyInputs } from './family-inputs.ts'

/** The three parts that paint a picture together. */
export interface Parts {
  readonly model: Model
  readonly clip: Clip
  readonly vae: Vae
}

/** Loads model, text encoders and VAE, with LoRAs and what the family does to them. */
export function loadParts(variant: ModelVariant, inputs: FamilyInputs): Parts {
  const { textEncoders, tuneClip, tuneModel } = variant
  const loaded = loadFile(inputs)
  const { text_encoders: names, vae: vaeName } = inputs
  const ownClip = names === undefined ? loaded.clip : loadTextEncoders({ names, ...textEncoders })
  const vae = vaeName === undefined ? loaded.vae : loadVae({ name: vaeName })
  if (ownClip === undefined) throw missing('text_encoders', variant.textEncoders.files)
  if (vae === undefined) throw missing('vae', [variant.vae])
  const { model, clip } = applyLoras(variant, inputs, { model: loaded.model, clip: ownClip })
  const skipped = skipping(clip, inputs)
  return {
    model: tuneModel?.(model) ?? model,
    clip: tuneClip?.(skipped) ?? skipped,
    vae,
  }
}

function loadFile({
  model: name,
  model_folder: folder,
}: FamilyInputs): Pick<Parts, 'model'> & Partial<Parts> {
  if (folder === 'checkpoints') return loadCheckpoint({ name })
  return { model: isGguf(name) ? loadGgufModel({ name }) : loadDiffusionModel({ name }) }
}

function applyLoras(
  { hasTextLoras }: ModelVariant,
  { loras }: FamilyInputs,
  parts: Pick<Parts, 'model' | 'clip'>,
): Pick<Parts, 'model' | 'clip'> {
  let { model, clip } = parts
  for (const { name, strength_model: strengthModel, strength_clip: strengthClip } of loras) {
    if (hasTextLoras) {
      ;({ model, clip } = applyLora({ model, clip, name, strengthModel, strengthClip }))
    } else model = applyModelLora({ model, name, strength: strengthModel })
  }
  return { model, clip }
}

const skipping = (clip: Clip, { clip_skip: skip = 1 }: FamilyInputs): Clip =>
  skip === 1 ? clip : skipClipLayers({ clip, stopAt: -skip })

const missing = (
  field: string,
  files: ModelVariant['textEncoders']['files'],
): InvalidParameterError =>
  new InvalidParameterError(
    field,
    `must name ${files.map(({ file }) => file).join(', ')} or the like, since the model file holds none`,
  )
