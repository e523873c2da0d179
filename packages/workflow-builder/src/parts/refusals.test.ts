import { expect, test } from 'vitest'
import { refusalsOf } from '../../test/family-inputs.ts'

const noReason = 'FLUX.1, whose guidance is distilled: '

test.each([
  [
    'flux1/dev',
    { negative_prompt: 'blurry' },
    `negative_prompt has no effect on ${noReason}say what is wanted in the prompt`,
  ],
  ['flux1/dev', { cfg: 7 }, `cfg must be 1 for ${noReason}set guidance instead`],
  [
    'flux1/schnell',
    { guidance: 3.5 },
    'guidance has no effect on FLUX.1 schnell, which was distilled to do without it',
  ],
  ['sdxl/base', { guidance: 3.5 }, 'guidance has no effect on Stable Diffusion, which follows cfg'],
  [
    'qwen-image/base',
    { clip_skip: 2 },
    'clip_skip has no effect on Qwen-Image, whose text encoder is a language model',
  ],
  [
    'flux2/dev',
    { scheduler: 'karras' },
    'scheduler cannot be chosen for FLUX.2, which has a schedule of its own',
  ],
  [
    'z-image/turbo',
    { cfg: 4 },
    'cfg must be 1 for Z-Image Turbo, which was distilled to do without it; Z-Image has it',
  ],
  [
    'hidream/fast',
    { negative_prompt: 'blurry' },
    'negative_prompt has no effect on this HiDream-I1, which was distilled to do without one; Full has it',
  ],
])('%s refuses %j and says why', (path, changes, message) => {
  expect(refusalsOf(path, 'text-to-image', changes)).toEqual([message])
})

test('a value that changes nothing is no offence', () => {
  const harmless = { negative_prompt: '', cfg: 1, clip_skip: 1 }
  expect(refusalsOf('flux1/dev', 'text-to-image', harmless)).toEqual([])
})

test('a size that the latents cannot have is refused, where they are coarser than the sizes', () => {
  const resolution = { width: 1032, height: 1000 }
  for (const task of ['text-to-image', 'image-to-image', 'edit'] as const) {
    expect(refusalsOf('flux2/dev', task, { resolution })).toEqual([
      'resolution.width must be a multiple of 16 for FLUX.2 dev, not 1032',
      'resolution.height must be a multiple of 16 for FLUX.2 dev, not 1000',
    ])
  }
  const fitting = { width: 1040, height: 1008 }
  expect(refusalsOf('flux2/klein-4b', 'text-to-image', { resolution: fitting })).toEqual([])
  expect(refusalsOf('flux1/dev', 'text-to-image', { resolution })).toEqual([])
})

test('text encoders and VAE that are neither in the file nor named are asked for', () => {
  const bare = { text_encoders: undefined, vae: undefined }
  expect(refusalsOf('flux1/dev', 'text-to-image', bare)).toEqual([
    'text_encoders must name 2 files for FLUX.1 dev: clip_l.safetensors, t5xxl_fp16.safetensors or the like',
    'vae must name a file for FLUX.1 dev: ae.safetensors or the like',
  ])
  expect(refusalsOf('z-image/turbo', 'text-to-image', { text_encoders: ['a', 'b'] })).toEqual([
    'text_encoders must name a file for Z-Image Turbo: qwen_3_4b.safetensors or the like',
  ])
  expect(refusalsOf('hidream/full', 'text-to-image', { text_encoders: ['t5', 'llama'] })).toEqual(
    [],
  )
})

test('an unknown variant is refused with those that there are, and an unknown word by itself', () => {
  expect(refusalsOf('sd2/base', 'text-to-image', { variant: 'turbo' })).toEqual([
    'variant must be one of base, inpainting',
  ])
  expect(refusalsOf('sd2/base', 'text-to-image', { image: 'a.png' })).toEqual([
    ' is not a known field',
  ])
})

test('more references than a model sees are refused, control pictures and the own picture among them', () => {
  const references = ['1.png', '2.png', '3.png', '4.png']
  expect(refusalsOf('qwen-image-edit/2509', 'edit', { references })).toEqual([
    'references must not be more: Qwen-Image-Edit 2509 takes 3 references',
  ])
  const control = [1, 2, 3].map(() => ({ type: 'depth', image: 'depth.png' }))
  expect(refusalsOf('qwen-image-edit/2509', 'image-to-image', { control })).toEqual([
    'control must not be more: Qwen-Image-Edit 2509 takes 3 references',
  ])
})

const one = { type: 'depth', image: 'depth.png' }

test.each([
  ['chroma/hd', [one], 'control.0.type cannot be used: Chroma1 HD takes no control pictures'],
  [
    'flux2/dev',
    [{ ...one, strength: 0.5 }],
    'control.0.strength cannot be set: FLUX.2 dev sees a control picture as a reference',
  ],
  [
    'flux2/dev',
    [{ ...one, model: 'net.safetensors' }],
    'control.0.model must be left out: FLUX.2 dev sees a control picture as a reference',
  ],
  [
    'z-image/turbo',
    [{ ...one, model: 'patch.safetensors', end: 0.5 }],
    'control.0.end cannot be set for Z-Image Turbo, whose ControlNet works on all steps',
  ],
  [
    'sd35/large',
    [{ ...one, type: 'pose' }],
    'control.0.type must be one of canny, lineart, depth, tile for Stable Diffusion 3.5 Large, or a model must be named',
  ],
  [
    'sdxl/base',
    [{ type: 'inpaint', model: 'net.safetensors' }],
    'control.0.type must not be inpaint, where no part of a picture is painted anew',
  ],
])('%s refuses a control picture that it cannot follow', (path, control, message) => {
  expect(refusalsOf(path, 'image-to-image', { control })).toEqual([message])
})

test('a control picture is one of the type that the model was made for', () => {
  expect(refusalsOf('flux1/canny', 'controlnet', { control: [one] })).toEqual([
    'control.0.type must be canny for FLUX.1 Canny dev',
  ])
})

test.each([
  [
    'z-image/turbo',
    'control.0.type cannot be inpaint for Z-Image Turbo, whose ControlNet takes a picture',
  ],
  [
    'flux2/dev',
    'control.0.type cannot be inpaint: FLUX.2 dev sees a control picture as a reference',
  ],
])('%s has no ControlNet that sees what is painted anew', (path, message) => {
  expect(refusalsOf(path, 'inpaint', { control: [{ type: 'inpaint' }] })).toEqual([message])
})

test('a control picture is given, but for inpainting', () => {
  const message =
    'control.0.image must be given, but with inpaint, which sees the picture that is painted'
  expect(refusalsOf('sdxl/base', 'inpaint', { control: [{ type: 'depth' }] })).toEqual([message])
  const both = [{ ...one, type: 'inpaint', model: 'net.safetensors' }]
  expect(refusalsOf('sdxl/base', 'inpaint', { control: both })).toEqual([message])
})

test('a model for masked parts paints no second pass over the whole', () => {
  const message =
    'upscale cannot paint a second pass with FLUX.1 Fill dev: name a model, and leave denoise at 0'
  expect(refusalsOf('flux1/fill', 'inpaint', { upscale: { factor: 2 } })).toEqual([message])
  const upscale = { factor: 2, model: '4x.pth' }
  expect(refusalsOf('flux1/fill', 'inpaint', { upscale })).toEqual([])
})

test('a mode of a mask needs a mask, and margins need a side', () => {
  expect(refusalsOf('sdxl/base', 'inpaint', { mask: undefined, mask_mode: 'black' })).toEqual([
    'mask_mode needs a mask: without one, the transparent parts of the image are painted anew',
  ])
  expect(refusalsOf('sdxl/base', 'outpaint', { outpaint: {} })).toEqual([
    'outpaint must add pixels to at least one side',
  ])
})
