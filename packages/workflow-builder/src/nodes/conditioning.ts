import { createNode } from '../graph/graph-node.ts'
import {
  type Clip,
  type Conditioning,
  type ControlNet,
  type Image,
  outputOf,
  type Vae,
} from '../graph/output.ts'

export function encodeText({
  clip,
  text,
  title = 'Prompt',
}: {
  clip: Clip
  text: string
  title?: string
}): Conditioning {
  return outputOf(createNode({ classType: 'CLIPTextEncode', title, inputs: { text, clip } }), 0)
}

/** Skips layers after `stopAt`. Layer −1 is the last; anime models often want −2. */
export function skipClipLayers({ clip, stopAt = -2 }: { clip: Clip; stopAt?: number }): Clip {
  const node = createNode({
    classType: 'CLIPSetLastLayer',
    title: 'CLIP Skip',
    inputs: { clip, stop_at_clip_layer: stopAt },
  })
  return outputOf(node, 0)
}

/** Sets the distilled guidance of Flux. */
export function guide({
  conditioning,
  guidance = 3.5,
}: {
  conditioning: Conditioning
  guidance?: number
}): Conditioning {
  const node = createNode({
    classType: 'FluxGuidance',
    title: 'Guidance',
    inputs: { conditioning, guidance },
  })
  return outputOf(node, 0)
}

/** A conditioning that says nothing, for models that take no negative prompt. */
export const zeroOut = ({ conditioning }: { conditioning: Conditioning }): Conditioning =>
  outputOf(
    createNode({
      classType: 'ConditioningZeroOut',
      title: 'No Negative Prompt',
      inputs: { conditioning },
    }),
    0,
  )

/** A prompt under the instruction with which Lumina 2 was trained. */
export function encodeForLumina({
  clip,
  prompt,
  title = 'Prompt',
}: {
  clip: Clip
  prompt: string
  title?: string
}): Conditioning {
  const node = createNode({
    classType: 'CLIPTextEncodeLumina2',
    title,
    inputs: { system_prompt: 'superior', user_prompt: prompt, clip },
  })
  return outputOf(node, 0)
}

/** Applies a control net to both conditionings, from `start` to `end` of the steps (0–1). */
export function applyControlNet({
  positive,
  negative,
  controlNet,
  image,
  vae,
  strength = 1,
  start = 0,
  end = 1,
}: {
  positive: Conditioning
  negative: Conditioning
  controlNet: ControlNet
  image: Image
  vae?: Vae
  strength?: number
  start?: number
  end?: number
}): { positive: Conditioning; negative: Conditioning } {
  const node = createNode({
    classType: 'ControlNetApplyAdvanced',
    title: 'Apply ControlNet',
    inputs: {
      positive,
      negative,
      control_net: controlNet,
      image,
      strength,
      start_percent: start,
      end_percent: end,
      vae,
    },
  })
  return { positive: outputOf(node, 0), negative: outputOf(node, 1) }
}
