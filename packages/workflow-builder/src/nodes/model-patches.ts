import { createNode } from '../graph/graph-node.ts'
import { type Image, type Model, type ModelPatch, outputOf, type Vae } from '../graph/output.ts'

/** Moves the steps of a flow model to more (a greater `shift`) or less noise, as AuraFlow does. */
export function shiftAuraFlow({ model, shift }: { model: Model; shift: number }): Model {
  const node = createNode({
    classType: 'ModelSamplingAuraFlow',
    title: 'Shift',
    inputs: { model, shift },
  })
  return outputOf(node, 0)
}

/** The same as Stable Diffusion 3 does it. */
export function shiftSd3({ model, shift }: { model: Model; shift: number }): Model {
  const node = createNode({
    classType: 'ModelSamplingSD3',
    title: 'Shift',
    inputs: { model, shift },
  })
  return outputOf(node, 0)
}

/** Keeps the guided prediction as strong as the unguided one, so that colours do not burn out. */
export function normalizeCfg({ model, strength = 1 }: { model: Model; strength?: number }): Model {
  const node = createNode({
    classType: 'CFGNorm',
    title: 'CFG Norm',
    inputs: { model, strength },
  })
  return outputOf(node, 0)
}

/** Lets grey parts of a noise mask change less than white ones, so that no seam is seen. */
export const softenMask = ({ model }: { model: Model }): Model =>
  outputOf(
    createNode({
      classType: 'DifferentialDiffusion',
      title: 'Differential Diffusion',
      inputs: { model },
    }),
    0,
  )

export const loadModelPatch = ({ name }: { name: string }): ModelPatch =>
  outputOf(
    createNode({ classType: 'ModelPatchLoader', title: 'Load Model Patch', inputs: { name } }),
    0,
  )

/** A ControlNet that is a patch of the model, as those of Z-Image are. */
export function patchControl({
  model,
  patch,
  vae,
  image,
  strength = 1,
}: {
  model: Model
  patch: ModelPatch
  vae: Vae
  image: Image
  strength?: number
}): Model {
  const node = createNode({
    classType: 'QwenImageDiffsynthControlnet',
    title: 'Apply ControlNet',
    inputs: { model, model_patch: patch, vae, image, strength },
  })
  return outputOf(node, 0)
}
