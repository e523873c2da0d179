import { writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { expect } from 'vitest'
import type { Simulator } from '../src/index.ts'
import { finished, type Graph, submit } from './text-to-image.ts'

export const side = 64

export const putInto = async (simulator: Simulator, name: string, image: Sharp): Promise<void> => {
  writeFileSync(path.join(simulator.inputDirectory, name), await image.toBuffer())
}

export const flat = (width: number, height: number, colour: string): Sharp =>
  sharp({ create: { width, height, channels: 4, background: colour } }).png()

/** Left half of one colour, right half of another. */
export const halves = async (left: string, right: string): Promise<Sharp> =>
  sharp(
    await flat(side, side, right)
      .composite([{ input: await flat(side / 2, side, left).toBuffer(), left: 0, top: 0 }])
      .png()
      .toBuffer(),
  ).png()

export const node = (class_type: string, inputs: Record<string, unknown>): Graph[string] => ({
  class_type,
  inputs,
})

/** Runs the nodes and saves output 0 of `last`; returns the pixels as RGB. */
export const runOn = async (
  simulator: Simulator,
  nodes: Graph,
  last: string,
): Promise<{ data: Buffer; width: number; height: number }> => {
  const save = node('SaveImage', { images: [last, 0], filename_prefix: 'p' })
  const { outputs, status } = await finished(simulator, await submit(simulator, { ...nodes, save }))
  expect(status).toMatchObject({ status_str: 'success' })
  const file = path.join(simulator.outputDirectory, outputs.save.images[0].filename)
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

export const load = (image: string): Graph => ({ load: node('LoadImage', { image }) })

export const painter = (latent: [string, number], denoise = 1, positive = 'yes'): Graph => ({
  model: node('CheckpointLoaderSimple', { ckpt_name: 'base/dreamscape_xl.safetensors' }),
  yes: node('CLIPTextEncode', { text: 'a lake', clip: ['model', 1] }),
  no: node('CLIPTextEncode', { text: '', clip: ['model', 1] }),
  sampler: node('KSampler', {
    seed: 1,
    steps: 2,
    cfg: 7,
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise,
    model: ['model', 0],
    positive: [positive, 0],
    negative: ['no', 0],
    latent_image: latent,
  }),
  decode: node('VAEDecode', { samples: ['sampler', 0], vae: ['model', 2] }),
})

export const encoded: Graph = {
  encode: node('VAEEncode', { pixels: ['load', 0], vae: ['model', 2] }),
}

export const at = (
  { data, width }: { data: Buffer; width: number },
  x: number,
  y: number,
): number[] => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]

export const distance = (a: Buffer, b: Buffer): number =>
  a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length
