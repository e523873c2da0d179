import type { Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../src/index.ts'
import {
  at,
  distance,
  encoded,
  flat,
  halves,
  load,
  node,
  painter,
  putInto,
  runOn,
  side,
} from './picture-runs.ts'
import type { Graph } from './text-to-image.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await createSimulator({ profile: '0.33.0', paint: 'plain' })
})
afterAll(() => simulator[Symbol.asyncDispose]())

const put = (name: string, image: Sharp): Promise<void> => putInto(simulator, name, image)

const run = (nodes: Graph, last: string): ReturnType<typeof runOn> => runOn(simulator, nodes, last)

test('image to image: the more denoise, the less of the input is left', async () => {
  await put('in.png', await halves('#c04020', '#2040c0'))
  const original = await run(load('in.png'), 'load')
  const distances: number[] = []
  for (const denoise of [0, 0.3, 0.7, 1]) {
    const made = await run(
      { ...load('in.png'), ...encoded, ...painter(['encode', 0], denoise) },
      'decode',
    )
    distances.push(distance(made.data, original.data))
  }
  expect(distances[0]).toBe(0)
  expect(distances).toEqual(distances.toSorted((a, b) => a - b))
  expect(distances[3]).toBeGreaterThan((distances[1] ?? 0) + 10)
})

const masked: readonly [string, Graph, string][] = [
  [
    'SetLatentNoiseMask',
    {
      ...encoded,
      hole: node('SetLatentNoiseMask', { samples: ['encode', 0], mask: ['mask', 0] }),
    },
    'hole',
  ],
  [
    'VAEEncodeForInpaint',
    {
      hole: node('VAEEncodeForInpaint', {
        pixels: ['load', 0],
        vae: ['model', 2],
        mask: ['mask', 0],
        grow_mask_by: 6,
      }),
    },
    'hole',
  ],
]

test.each(masked)('inpainting by %s changes only what the mask shows', async (_, nodes, latent) => {
  await put('in.png', flat(side, side, '#c04020'))
  await put('mask.png', await halves('#ffffff', '#000000'))
  const mask = node('LoadImageMask', { image: 'mask.png', channel: 'red' })
  const made = await run({ ...load('in.png'), mask, ...nodes, ...painter([latent, 0]) }, 'decode')
  expect(at(made, 50, 32)).toEqual([0xc0, 0x40, 0x20])
  expect(at(made, 5, 32)).not.toEqual([0xc0, 0x40, 0x20])
})

test('a mask of another size is scaled to the picture', async () => {
  await put('in.png', flat(side, side, '#c04020'))
  await put('small.png', flat(16, 16, '#000000'))
  const mask = node('LoadImageMask', { image: 'small.png', channel: 'red' })
  const [, [, nodes, latent] = ['', {}, '']] = masked
  const made = await run({ ...load('in.png'), mask, ...nodes, ...painter([latent, 0]) }, 'decode')
  expect(at(made, 20, 20)).toEqual([0xc0, 0x40, 0x20])
})

test('outpainting keeps the picture and paints its border', async () => {
  await put('in.png', flat(side, side, '#c04020'))
  const made = await run(
    {
      ...load('in.png'),
      pad: node('ImagePadForOutpaint', {
        image: ['load', 0],
        left: 0,
        top: 0,
        right: 32,
        bottom: 0,
        feathering: 0,
      }),
      hole: node('VAEEncodeForInpaint', {
        pixels: ['pad', 0],
        vae: ['model', 2],
        mask: ['pad', 1],
        grow_mask_by: 0,
      }),
      ...painter(['hole', 0]),
    },
    'decode',
  )
  expect([made.width, made.height]).toEqual([96, 64])
  expect(at(made, 10, 10)).toEqual([0xc0, 0x40, 0x20])
  expect(at(made, 90, 10)).not.toEqual([0xc0, 0x40, 0x20])
  expect(at(made, 90, 10)).not.toEqual([127, 127, 127])
})

const empty = node('EmptyLatentImage', { width: side, height: side, batch_size: 1 })

test('the edges of a hint show through, as strong as the control net is', async () => {
  await put('hint.png', await halves('#000000', '#ffffff'))
  const plain = await run({ empty, ...painter(['empty', 0]) }, 'decode')
  const guided = async (strength: number): Promise<Buffer> => {
    const nodes = {
      ...load('hint.png'),
      empty,
      net: node('ControlNetLoader', {
        control_net_name: 'controlnet-union-sdxl-promax.safetensors',
      }),
      apply: node('ControlNetApplyAdvanced', {
        positive: ['yes', 0],
        negative: ['no', 0],
        control_net: ['net', 0],
        image: ['load', 0],
        strength,
        start_percent: 0,
        end_percent: 1,
      }),
      ...painter(['empty', 0], 1, 'apply'),
    }
    return (await run(nodes, 'decode')).data
  }
  const [none, half, full] = [await guided(0), await guided(0.5), await guided(1)]
  expect(distance(none, plain.data)).toBe(0)
  expect(distance(half, plain.data)).toBeGreaterThan(0)
  expect(distance(full, plain.data)).toBeGreaterThan(distance(half, plain.data))
})

test('reference images show: the first as a whole, the second small', async () => {
  await put('one.png', flat(side, side, '#00ff00'))
  await put('two.png', flat(side, side, '#ff00ff'))
  const nodes = {
    one: node('LoadImage', { image: 'one.png' }),
    two: node('LoadImage', { image: 'two.png' }),
    empty,
    edit: node('TextEncodeQwenImageEditPlus', {
      clip: ['model', 1],
      prompt: 'make it blue',
      vae: ['model', 2],
      image1: ['one', 0],
      image2: ['two', 0],
    }),
    ...painter(['empty', 0], 1, 'edit'),
  }
  const made = await run(nodes, 'decode')
  expect(at(made, 8, 55)).toEqual([255, 0, 255])
  const [red = 0, green = 0, blue = 0] = at(made, 60, 5)
  expect(green).toBeGreaterThan(Math.max(red, blue))
})

test('an upscale model makes the same picture larger, by the factor in its name', async () => {
  await put('in.png', await halves('#c04020', '#2040c0'))
  const made = await run(
    {
      ...load('in.png'),
      up: node('UpscaleModelLoader', { model_name: 'RealESRGAN_x2plus.safetensors' }),
      large: node('ImageUpscaleWithModel', { upscale_model: ['up', 0], image: ['load', 0] }),
    },
    'large',
  )
  expect([made.width, made.height]).toEqual([128, 128])
  expect([at(made, 10, 64), at(made, 118, 64)]).toEqual([
    [0xc0, 0x40, 0x20],
    [0x20, 0x40, 0xc0],
  ])
})
