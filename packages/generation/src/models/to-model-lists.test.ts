import { readNodeCatalog } from '@darkroom/comfy-graph'
import { expect, test } from 'vitest'
import { catalogOf } from '../../test/catalog-of.ts'
import { displayNameOf, toModelLists } from './to-model-lists.ts'

const nothing = catalogOf({})

test('models are sorted into categories by folder, and by display name', () => {
  const lists = toModelLists(
    new Map([
      [
        'a',
        catalogOf({
          checkpoints: ['user_models/zebra.safetensors', 'merged/anime.safetensors', 'base/b.ckpt'],
          loras: ['style/ink.safetensors'],
        }),
      ],
    ]),
  )
  expect(lists.base.map(({ displayName }) => displayName)).toEqual(['base/b', 'zebra'])
  expect(lists.merged).toEqual([
    {
      filename: 'merged/anime.safetensors',
      displayName: 'merged/anime',
      category: 'merged',
      path: 'checkpoints/merged/anime.safetensors',
      servers: ['a'],
    },
  ])
  expect(lists.lora.map(({ path }) => path)).toEqual(['loras/style/ink.safetensors'])
  expect(lists.totalCount).toBe(4)
  expect(lists.hint).toBeUndefined()
})

test('what several servers have is listed once, in the first spelling', () => {
  const lists = toModelLists(
    new Map([
      ['windows', catalogOf({ checkpoints: ['merged\\m.safetensors'] })],
      ['linux', catalogOf({ checkpoints: ['merged/m.safetensors'] })],
    ]),
  )
  expect(lists.merged).toMatchObject([
    { filename: 'merged\\m.safetensors', displayName: 'merged/m', servers: ['windows', 'linux'] },
  ])
})

test('without models there is a hint', () => {
  expect(toModelLists(new Map([['a', nothing]]))).toMatchObject({ totalCount: 0 })
  expect(toModelLists(new Map()).hint).toContain('models/checkpoints')
})

test('only the extension of a model file is cut off', () => {
  expect(displayNameOf('user_models\\v1.5\\my.model.safetensors')).toBe('v1.5/my.model')
})

test('files beside checkpoints and LoRAs have categories of their own and do not count', () => {
  const list = (input: string, names: readonly string[]) => ({
    input: { required: { [input]: [names] } },
  })
  const server = readNodeCatalog({
    UNETLoader: list('unet_name', ['flux\\dev.safetensors']),
    UnetLoaderGGUF: list('unet_name', ['flux\\dev-Q4.gguf']),
    VAELoader: list('vae_name', ['ae.safetensors']),
    CLIPLoader: list('clip_name', ['t5xxl.safetensors']),
    CLIPLoaderGGUF: list('clip_name', ['t5xxl.safetensors', 't5xxl-Q4.gguf']),
    ControlNetLoader: list('control_net_name', ['canny.pth']),
    UpscaleModelLoader: list('model_name', ['4x.pth']),
  })
  const lists = toModelLists(new Map([['a', server]]), new Map([['a', ['bad-hands']]]))
  const { totalCount, hint, base, merged, lora, ...others } = lists
  expect({ totalCount, hint }).toEqual({ totalCount: 0 })
  expect([...base, ...merged, ...lora]).toEqual([])
  expect(
    Object.fromEntries(
      Object.entries(others).map(([category, found]) => [category, found.map(({ path }) => path)]),
    ),
  ).toEqual({
    diffusion: ['diffusion_models/flux/dev.safetensors', 'diffusion_models/flux/dev-Q4.gguf'],
    vae: ['vae/ae.safetensors'],
    text_encoder: ['text_encoders/t5xxl.safetensors', 'text_encoders/t5xxl-Q4.gguf'],
    controlnet: ['controlnet/canny.pth'],
    upscale: ['upscale_models/4x.pth'],
    embedding: ['embeddings/bad-hands'],
  })
})
