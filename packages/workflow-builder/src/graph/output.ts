import type { GraphNode, Output } from './graph-node.ts'

export type Model = Output<'MODEL'>
export type Clip = Output<'CLIP'>
export type Vae = Output<'VAE'>
export type Conditioning = Output<'CONDITIONING'>
export type Latent = Output<'LATENT'>
export type Image = Output<'IMAGE'>
export type Mask = Output<'MASK'>
export type ControlNet = Output<'CONTROL_NET'>
export type UpscaleModel = Output<'UPSCALE_MODEL'>
export type ModelPatch = Output<'MODEL_PATCH'>
export type Noise = Output<'NOISE'>
export type Guider = Output<'GUIDER'>
export type Sampler = Output<'SAMPLER'>
export type Sigmas = Output<'SIGMAS'>

/** Output number `index` of a node; the caller must know its type. */
export const outputOf = <K extends string>(node: GraphNode, index: number): Output<K> =>
  Object.freeze({ node, index })
