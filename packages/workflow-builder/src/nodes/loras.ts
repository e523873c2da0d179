import { createNode } from '../graph/graph-node.ts'
import { type Clip, type Model, outputOf } from '../graph/output.ts'

/** Applies a LoRA to the model and the text encoder. Strengths may be negative; 1 unless given. */
export function applyLora({
  model,
  clip,
  name,
  strengthModel = 1,
  strengthClip = 1,
}: {
  model: Model
  clip: Clip
  name: string
  strengthModel?: number
  strengthClip?: number
}): { model: Model; clip: Clip } {
  const node = createNode({
    classType: 'LoraLoader',
    title: 'Load LoRA',
    inputs: {
      model,
      clip,
      lora_name: name,
      strength_model: strengthModel,
      strength_clip: strengthClip,
    },
  })
  return { model: outputOf(node, 0), clip: outputOf(node, 1) }
}

/** Applies a LoRA to the model alone. */
export function applyModelLora({
  model,
  name,
  strength = 1,
}: {
  model: Model
  name: string
  strength?: number
}): Model {
  const node = createNode({
    classType: 'LoraLoaderModelOnly',
    title: 'Load LoRA (Model Only)',
    inputs: { model, lora_name: name, strength_model: strength },
  })
  return outputOf(node, 0)
}
