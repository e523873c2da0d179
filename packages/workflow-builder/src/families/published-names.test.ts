import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  detectFamily,
  findCompanions,
  findControlNet,
  findFamily,
  findUpscaleModel,
  findVariant,
  type ModelVariant,
} from '../index.ts'

const told = (name: string, folder?: 'checkpoints' | 'diffusion_models'): string => {
  const found = detectFamily({ name, ...(folder && { folder }) })
  return found === undefined ? 'unknown' : `${found.family.id} ${found.variant.id}`
}

/** Models as their publishers and those who pack them smaller name them. */
const published: readonly (readonly [string, ...string[]])[] = [
  ['flux1 dev', 'flux1-dev', 'FLUX.1-dev', 'svdq-int4_r32-flux.1-dev', 'pixelwave_flux1Dev03'],
  ['flux1 schnell', 'flux1-schnell', 'FLUX.1-schnell'],
  ['flux1 kontext', 'flux1-kontext-dev', 'FLUX.1-Kontext-dev', 'svdq-int4_r32-flux.1-kontext-dev'],
  ['flux1 fill', 'flux1-fill-dev', 'FluxFillDev'],
  ['flux1 krea', 'flux1-krea-dev', 'FLUX.1-Krea-dev'],
  ['flux2 dev', 'flux2-dev', 'FLUX.2-dev', 'flux2_dev'],
  ['flux2 klein-4b', 'flux-2-klein-4b', 'Flux2-Klein-4B', 'flux2Klein_4b'],
  ['flux2 klein-9b', 'flux-2-klein-9b', 'FLUX.2-klein-9B', 'klein9B_v1'],
  ['flux2 klein-base-9b', 'flux-2-klein-base-9b', 'FLUX.2-klein-base-9B'],
  ['qwen-image base', 'qwen_image', 'Qwen-Image', 'svdq-int4_r32-qwen-image'],
  ['qwen-image 2512', 'qwen_image_2512', 'Qwen-Image-2512'],
  ['qwen-image-edit 2509', 'qwen_image_edit_2509', 'Qwen-Image-Edit-2509', 'QwenEdit2509_v2'],
  ['qwen-image-edit 2511', 'qwen_image_edit_2511', 'Qwen_Image_Edit-2511'],
  ['z-image turbo', 'z_image_turbo', 'Z-Image-Turbo', 'jibMixZIT_v1', 'moodyMix_zitV4'],
  ['z-image base', 'z_image', 'Z-Image', 'zImageBase'],
  ['chroma hd', 'Chroma1-HD', 'chroma-unlocked-v50'],
  ['chroma radiance', 'Chroma1-Radiance-v0.2'],
  ['hidream dev', 'hidream_i1_dev', 'hidream-i1-dev'],
  ['lumina2 base', 'lumina_2', 'neta-lumina-v1.0', 'NetaYumev35_pretrained'],
  ['sd35 large', 'sd3.5_large', 'stableDiffusion35_large'],
  ['sd35 large-turbo', 'sd3.5_large_turbo'],
]

const suffix = fc.constantFrom(
  ...[
    '',
    '_fp8_e4m3fn',
    '-fp8-e4m3fn',
    '_fp8_scaled',
    '_bf16',
    '-Q4_K_M',
    '-Q8_0',
    '_nf4',
    '-nvfp4',
  ],
)
const ending = fc.constantFrom('.safetensors', '.gguf', '.sft')
const place = fc.constantFrom('', 'mine/', 'Mine\\new\\')

test('no packing, ending or folder changes what a model is', () => {
  for (const [family, ...names] of published) {
    fc.assert(
      fc.property(fc.constantFrom(...names), suffix, ending, place, (name, how, end, folder) => {
        expect(told(`${folder}${name}${how}${end}`)).toBe(family)
      }),
      { numRuns: 40 },
    )
  }
})

test.each([
  ...['wan2.2_t2v_high_noise_14B_fp8_scaled', 'hunyuan_video_t2v_720p_bf16', 'ltx-2-19b-dev'],
  ...['omnigen2_fp16', 'cosmos_predict2_2B_t2i', 'aura_flow_0.2', 'hunyuanimage2.1_bf16'],
  ...['ovis_image_bf16', 'ernie-image', 'krea2_turbo_fp8_scaled', 'ideogram4_fp8_scaled'],
  ...['lotus-depth-d-v1-1', 'Kolors', 'longcat_image_bf16', 'firered_image_edit_1.1'],
  ...['qwen_3_4b', 'qwen_2.5_vl_7b_fp8_scaled', 'qwen_image_layered_bf16', 'z_image_edit'],
  ...['flux1-redux-dev', 'fluxVAE', 'hidream_e1_full_bf16', 'hidream_o1_image_bf16'],
])('%s is of no family that is known', (name) => {
  expect(told(`${name}.safetensors`, 'diffusion_models')).toBe('unknown')
})

test('what ends in FLUXXL is no SDXL', () => {
  expect(told('STOIQOAfroditeFLUXXL_F1DAlpha.safetensors', 'checkpoints')).toBe('unknown')
})

const variant = (family: string, id: string): ModelVariant => {
  const found = findFamily(family)
  const one = found && findVariant(found, id)
  if (one === undefined) throw new Error(`There is no ${family} ${id}`)
  return one
}

/** Files of many families in one folder, as servers have them. */
const lists = {
  text_encoders: [
    ...['umt5-xxl-encoder-Q8_0.gguf', 'umt5_xxl_fp8_e4m3fn_scaled.safetensors'],
    ...['old_t5xxl_cosmos_fp8.safetensors', 't5/google_t5-v1_1-xxl_encoderonly-fp8.safetensors'],
    ...['clip_g_hidream.safetensors', 'clip_l_hidream.safetensors', 'clip_vision_h.safetensors'],
    ...['CLIP-ViT-bigG-14.safetensors', 'sub\\ViT-L-14-TEXT-detail-TE-only-HF.safetensors'],
    ...['Qwen3-VL-4B.safetensors', 'qwen3vl_8b_fp8_scaled.safetensors', 'qwen_3_06b.safetensors'],
    ...['Qwen3-4B-Q8_0.gguf', 'Qwen3-8B-Q4_K_M.gguf', 'Qwen2.5-VL-7B-Instruct-Q4_K_M.gguf'],
    ...['Mistral-Small-3.2-24B-Instruct-2506-Q4_K_M.gguf', 'ministral-3-3b.safetensors'],
    ...['Llama-3.1-8B-Instruct.Q8_0.gguf', 'llava_llama3_fp8_scaled.safetensors'],
    ...['gemma-2-2b-it-Q8_0.gguf', 'gemma_3_12B_it_fp4_mixed.safetensors'],
  ],
  vae: [
    ...['FLUX1/ae.sft', 'Flux2\\flux2_vae.safetensors', 'qwen_image_layered_vae.safetensors'],
    ...[
      'qwen-image-vae-bf16.safetensors',
      'wan_2.1_vae.safetensors',
      'taesd',
      'LTX2_audio_vae.sft',
    ],
    ...['sd3_vae.safetensors', 'sdxl_vae_fp16_fix.safetensors'],
  ],
}

test.each<[[string, string], readonly string[], string]>([
  [['flux1', 'dev'], ['sub\\ViT-L-14-TEXT', 't5/google_t5-v1_1'], 'FLUX1/ae.sft'],
  [['chroma', 'hd'], ['t5/google_t5-v1_1'], 'FLUX1/ae.sft'],
  [['flux2', 'dev'], ['Mistral-Small-3.2'], 'Flux2\\flux2_vae.safetensors'],
  [['flux2', 'klein-4b'], ['Qwen3-4B-Q8'], 'Flux2\\flux2_vae.safetensors'],
  [['flux2', 'klein-9b'], ['Qwen3-8B-Q4'], 'Flux2\\flux2_vae.safetensors'],
  [['qwen-image', 'base'], ['Qwen2.5-VL-7B'], 'qwen-image-vae-bf16.safetensors'],
  [['z-image', 'turbo'], ['Qwen3-4B-Q8'], 'FLUX1/ae.sft'],
  [['lumina2', 'base'], ['gemma-2-2b'], 'FLUX1/ae.sft'],
  [
    ['hidream', 'full'],
    ['clip_l_hidream', 'clip_g_hidream', 't5/google_t5-v1_1', 'Llama-3.1'],
    'FLUX1/ae.sft',
  ],
  [
    ['sd35', 'large'],
    ['sub\\ViT-L-14-TEXT', 'CLIP-ViT-bigG', 't5/google_t5-v1_1'],
    'sd3_vae.safetensors',
  ],
])('%j finds its own files among those of all others', (path, encoders, vae) => {
  const named = { model: 'm.safetensors', model_folder: 'diffusion_models' } as const
  const found = findCompanions(variant(...path), lists, named)
  expect(found).toMatchObject({
    companions: { text_encoders: encoders.map((name) => expect.stringContaining(name)), vae },
  })
})

test('a ControlNet for one type is not taken for another, nor one of FLUX.2 for FLUX.1', () => {
  const nets = [
    'flux-canny-controlnet-v3.safetensors',
    'FLUX.2-dev-Fun-Controlnet-Union.safetensors',
  ]
  const net = (type: 'canny' | 'depth', controlnet: readonly string[]) =>
    findControlNet(variant('flux1', 'dev'), { controlnet }, { type, index: 0 })
  expect(net('canny', nets)).toBe(nets[0])
  expect(net('depth', nets)).toHaveProperty('message')
  const patches = [
    ...[
      'Z-Image-Turbo-Fun-Controlnet-Tile-2.1.safetensors',
      'Z-Image-Fun-Controlnet-Union-2.1.sft',
    ],
    'Z-Image-Turbo-Fun-Controlnet-Union-2.1.safetensors',
  ]
  const patch = (id: string, model_patches: readonly string[]) =>
    findControlNet(variant('z-image', id), { model_patches }, { type: 'pose', index: 0 })
  expect(patch('turbo', patches)).toBe(patches[2])
  expect(patch('base', patches)).toBe(patches[1])
  expect(patch('turbo', patches.slice(0, 1))).toHaveProperty('message')
})

test('what enlarges nothing is no upscale model', () => {
  const found = (...names: readonly string[]) => findUpscaleModel({ upscale_models: names })
  expect(found('1x_DeJPG.pth', '8x_NMKD-Superscale.pth')).toBe('8x_NMKD-Superscale.pth')
  expect(found('1xDeH264.pth', '8x_a.pth', 'RealESRGAN_x2plus.pth')).toBe('RealESRGAN_x2plus.pth')
  expect(found('1x_DeJPG.pth')).toHaveProperty('message')
})
