import { expect, test } from 'vitest'
import {
  findCompanions,
  findControlNet,
  findFamily,
  findUpscaleModel,
  findVariant,
  type ModelVariant,
} from '../index.ts'

const variant = (family: string, id: string): ModelVariant => {
  const found = findFamily(family)
  const one = found && findVariant(found, id)
  if (one === undefined) throw new Error(`There is no ${family} ${id}`)
  return one
}

const flux = variant('flux1', 'dev')
const diffusion = { model: 'flux1-dev.safetensors', model_folder: 'diffusion_models' } as const

test('text encoders and VAE are found by name, in the order of the family, as the server spells them', () => {
  const lists = {
    text_encoders: [
      'umt5_xxl_fp8.safetensors',
      'sub\\T5XXL_fp16.safetensors',
      'clip_l.safetensors',
    ],
    vae: ['flux2-vae.safetensors', 'FLUX1\\ae.safetensors'],
  }
  expect(findCompanions(flux, lists, diffusion)).toEqual({
    status: 'found',
    companions: {
      text_encoders: ['clip_l.safetensors', 'sub\\T5XXL_fp16.safetensors'],
      vae: 'FLUX1\\ae.safetensors',
    },
  })
})

test.each([
  [['t5xxl_fp8_e4m3fn.safetensors', 't5xxl_fp16.safetensors'], 't5xxl_fp16.safetensors'],
  [
    ['t5xxl_fp8_e4m3fn.safetensors', 't5xxl_fp8_e4m3fn_scaled.safetensors'],
    't5xxl_fp8_e4m3fn_scaled.safetensors',
  ],
  [['t5-v1_1-xxl-encoder-Q8_0.gguf'], 't5-v1_1-xxl-encoder-Q8_0.gguf'],
])('of %j the best is taken', (files, best) => {
  const lists = { text_encoders: ['clip_l.safetensors', ...files], vae: ['ae.safetensors'] }
  expect(findCompanions(flux, lists, diffusion)).toMatchObject({
    companions: { text_encoders: ['clip_l.safetensors', best] },
  })
})

test('what is missing is told with its folder and the word that could name another', () => {
  const lists = { text_encoders: ['clip_l.safetensors', 'umt5_xxl.safetensors'] }
  expect(findCompanions(flux, lists, diffusion)).toEqual({
    status: 'missing',
    missing: [
      {
        path: ['text_encoders', 1],
        folder: 'text_encoders',
        file: 't5xxl_fp16.safetensors',
        message:
          "The T5-XXL text encoder for FLUX.1 dev is missing: put t5xxl_fp16.safetensors into ComfyUI's models/text_encoders folder, or name another as text_encoders[1]",
      },
      expect.objectContaining({ path: ['vae'], folder: 'vae', file: 'ae.safetensors' }),
    ],
  })
})

test('what is named is taken as it is', () => {
  const named = { ...diffusion, text_encoders: ['mine.safetensors', 'his'], vae: 'hers' }
  expect(findCompanions(flux, {}, named)).toEqual({
    status: 'found',
    companions: { text_encoders: ['mine.safetensors', 'his'], vae: 'hers' },
  })
})

test('a checkpoint that holds its parts needs none, and one that was published without text encoders does', () => {
  const checkpoint = { model: 'dream.safetensors', model_folder: 'checkpoints' } as const
  expect(findCompanions(variant('sdxl', 'base'), {}, checkpoint)).toEqual({
    status: 'found',
    companions: {},
  })
  const large = variant('sd35', 'large')
  const bare = { ...checkpoint, model: 'sd3.5_large.safetensors' }
  expect(findCompanions(large, {}, bare)).toMatchObject({
    missing: [{ file: 'clip_l.safetensors' }, { file: 'clip_g.safetensors' }, {}],
  })
  const whole = { ...checkpoint, model: 'sd3.5_large_fp8_scaled.safetensors' }
  expect(findCompanions(large, {}, whole)).toMatchObject({ status: 'found' })
})

test('Radiance paints pixels, for which ComfyUI needs no file', () => {
  const lists = { text_encoders: ['t5xxl_fp16.safetensors'] }
  const named = { ...diffusion, model: 'Chroma1-Radiance.safetensors' }
  expect(findCompanions(variant('chroma', 'radiance'), lists, named)).toMatchObject({
    companions: { vae: 'pixel_space' },
  })
})

test('the ControlNet is found by family and type, and none is looked for where none is needed', () => {
  const lists = {
    controlnet: [
      'control_v11f1p_sd15_depth_fp16.safetensors',
      'control_v11p_sd15_canny_fp16.safetensors',
      'FLUX.1-dev-ControlNet-Union-Pro-2.0.safetensors',
      'xinsir/controlnet-union-sdxl-1.0-promax.safetensors',
    ],
    model_patches: ['Z-Image-Turbo-Fun-Controlnet-Union-2.1.safetensors'],
  }
  const net = (path: readonly [string, string], type: 'canny' | 'depth' | 'pose') =>
    findControlNet(variant(...path), lists, { type, index: 0 })
  expect(net(['sd15', 'base'], 'depth')).toBe('control_v11f1p_sd15_depth_fp16.safetensors')
  expect(net(['sdxl', 'base'], 'pose')).toBe('xinsir/controlnet-union-sdxl-1.0-promax.safetensors')
  expect(net(['flux1', 'dev'], 'canny')).toBe('FLUX.1-dev-ControlNet-Union-Pro-2.0.safetensors')
  expect(net(['z-image', 'turbo'], 'pose')).toBe(
    'Z-Image-Turbo-Fun-Controlnet-Union-2.1.safetensors',
  )
  expect(net(['sd15', 'base'], 'pose')).toMatchObject({
    path: ['control', 0, 'model'],
    message: expect.stringContaining('models/controlnet folder'),
  })
  expect(net(['flux1', 'canny'], 'canny')).toBeUndefined()
  expect(net(['flux2', 'dev'], 'canny')).toBeUndefined()
})

test('some upscale model is found, or the usual one is asked for', () => {
  expect(findUpscaleModel({ upscale_models: ['a_2x.pth', '4x-UltraSharp.pth'] })).toBe(
    '4x-UltraSharp.pth',
  )
  expect(findUpscaleModel({ upscale_models: ['odd.pth'] })).toBe('odd.pth')
  expect(findUpscaleModel({})).toMatchObject({ file: 'RealESRGAN_x4plus.safetensors' })
})
