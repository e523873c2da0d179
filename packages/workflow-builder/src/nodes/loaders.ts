import { createNode } from '../graph/graph-node.ts'
import {
  type Clip,
  type ControlNet,
  type Model,
  outputOf,
  type UpscaleModel,
  type Vae,
} from '../graph/output.ts'

/** Loads a checkpoint: model, text encoder and VAE in one file. `name` is in the server's spelling. */
export function loadCheckpoint({ name }: { name: string }): { model: Model; clip: Clip; vae: Vae } {
  const node = createNode({
    classType: 'CheckpointLoaderSimple',
    title: 'Load Checkpoint',
    inputs: { ckpt_name: name },
  })
  return { model: outputOf(node, 0), clip: outputOf(node, 1), vae: outputOf(node, 2) }
}

/** Loads a diffusion model alone (Flux, SD3, …). */
export function loadDiffusionModel({
  name,
  weightType = 'default',
}: {
  name: string
  weightType?: string
}): Model {
  const node = createNode({
    classType: 'UNETLoader',
    title: 'Load Diffusion Model',
    inputs: { unet_name: name, weight_dtype: weightType },
  })
  return outputOf(node, 0)
}

/** Loads a quantized diffusion model, with the node of ComfyUI-GGUF. */
export const loadGgufModel = ({ name }: { name: string }): Model =>
  outputOf(
    createNode({
      classType: 'UnetLoaderGGUF',
      title: 'Load Diffusion Model',
      inputs: { unet_name: name },
    }),
    0,
  )

export function loadVae({ name }: { name: string }): Vae {
  const node = createNode({
    classType: 'VAELoader',
    title: 'Load VAE',
    inputs: { vae_name: name },
  })
  return outputOf(node, 0)
}

export function loadControlNet({ name }: { name: string }): ControlNet {
  const node = createNode({
    classType: 'ControlNetLoader',
    title: 'Load ControlNet',
    inputs: { control_net_name: name },
  })
  return outputOf(node, 0)
}

export function loadUpscaleModel({ name }: { name: string }): UpscaleModel {
  const node = createNode({
    classType: 'UpscaleModelLoader',
    title: 'Load Upscale Model',
    inputs: { model_name: name },
  })
  return outputOf(node, 0)
}
