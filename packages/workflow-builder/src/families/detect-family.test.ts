import { expect, test } from 'vitest'
import { detectFamily, modelFamilies } from '../index.ts'

const told = (found: ReturnType<typeof detectFamily>): string =>
  found === undefined ? 'unknown' : `${found.family.id} ${found.variant.id}`

test.each([
  ['v1-5-pruned-emaonly.safetensors', 'sd15 base'],
  ['sd15.safetensors', 'sd15 base'],
  ['sd-v1-5-inpainting.ckpt', 'sd15 inpainting'],
  ['v2-1_768-ema-pruned.safetensors', 'sd2 base'],
  ['512-inpainting-ema.safetensors', 'sd2 inpainting'],
  ['base/dreamscape_xl.safetensors', 'sdxl base'],
  ['sd_xl_base_1.0.safetensors', 'sdxl base'],
  ['dreamshaperXL_v21.safetensors', 'sdxl base'],
  ['dreamshaperXL_lightningDPMSDE.safetensors', 'sdxl turbo'],
  ['sd_xl_turbo_1.0_fp16.safetensors', 'sdxl turbo'],
  ['waiIllustriousSDXL_v140.safetensors', 'sdxl illustrious'],
  ['ponyDiffusionV6XL.safetensors', 'sdxl illustrious'],
  ['sd3.5_large.safetensors', 'sd35 large'],
  ['sd3.5_large_turbo.safetensors', 'sd35 large-turbo'],
  ['sd3.5_medium_incl_clips_t5xxlfp8scaled.safetensors', 'sd35 medium'],
  ['flux1-dev-fp8.safetensors', 'flux1 dev'],
  ['flux1-schnell.safetensors', 'flux1 schnell'],
  ['flux1-dev-kontext_fp8_scaled.safetensors', 'flux1 kontext'],
  ['flux1-fill-dev.safetensors', 'flux1 fill'],
  ['flux1-canny-dev.safetensors', 'flux1 canny'],
  ['flux1-depth-dev.safetensors', 'flux1 depth'],
  ['flux1-krea-dev_fp8_scaled.safetensors', 'flux1 krea'],
  ['flux1-dev-Q4_K_S.gguf', 'flux1 dev'],
  ['flux2_dev_fp8mixed.safetensors', 'flux2 dev'],
  ['flux-2-klein-4b-fp8.safetensors', 'flux2 klein-4b'],
  ['flux-2-klein-base-4b.safetensors', 'flux2 klein-base-4b'],
  ['flux\\flux-2-klein-base-9b-fp8.safetensors', 'flux2 klein-base-9b'],
  ['flux-2-klein-9b-fp8.safetensors', 'flux2 klein-9b'],
  ['qwen_image_fp8_e4m3fn.safetensors', 'qwen-image base'],
  ['qwen_image_2512_fp8_e4m3fn.safetensors', 'qwen-image 2512'],
  ['qwen_image_edit_fp8_e4m3fn.safetensors', 'qwen-image-edit first'],
  ['qwen_image_edit_2509_fp8_e4m3fn.safetensors', 'qwen-image-edit 2509'],
  ['qwen_image_edit_2511_bf16.safetensors', 'qwen-image-edit 2511'],
  ['Qwen-Rapid-AIO-Edit-v10.safetensors', 'qwen-image-edit lightning'],
  ['z_image_turbo_bf16.safetensors', 'z-image turbo'],
  ['ZImageTurbo\\z_image_turbo_int8_convrot.safetensors', 'z-image turbo'],
  ['z_image_bf16.safetensors', 'z-image base'],
  ['Chroma1-HD.safetensors', 'chroma hd'],
  ['Chroma1-HD-Flash.safetensors', 'chroma flash'],
  ['Chroma1-Radiance-v0.1.safetensors', 'chroma radiance'],
  ['hidream_i1_full_fp8.safetensors', 'hidream full'],
  ['hidream_i1_dev_fp8.safetensors', 'hidream dev'],
  ['hidream_i1_fast_fp8.safetensors', 'hidream fast'],
  ['lumina_2.safetensors', 'lumina2 base'],
  ['NetaYumev35_pretrained_all_in_one.safetensors', 'lumina2 base'],
  ['portrait_v2.safetensors', 'unknown'],
  ['illuminati.safetensors', 'unknown'],
  ['qwen_image_layered_bf16.safetensors', 'unknown'],
  ['hidream_o1_image_bf16.safetensors', 'unknown'],
  ['SDXL\\portrait_v2.safetensors', 'sdxl base'],
  ['flux/krea/portrait.safetensors', 'flux1 krea'],
])('%s is %s', (name, family) => {
  expect(told(detectFamily({ name }))).toBe(family)
})

test.each([
  ...['fluxMix_sd15', 'sdxl_fluxStyle', 'influxMix_v1', 'conflux_v3', 'fluxionXL'],
  ...['realisticFluxion_v2', 'PolyChroma_v3', 'chroma_xl_v1', 'chromaticAberrationMix'],
  ...['sd3dStyle_v1', 'asd3x', 'jazzImageMix', 'xyzImage', 'z-imagery'],
  ...['daydreamHiDream', 'hidreamer_v2', 'luminaVerse_v1', 'illuminaMix'],
])('%s is a checkpoint of Stable Diffusion, or of nothing that is known', (name) => {
  const found = detectFamily({ name: `${name}.safetensors`, folder: 'checkpoints' })
  expect(['sdxl', 'sd15', undefined]).toContain(found?.family.id)
})

test.each([
  ['flux1', 'flux1-dev', 'flux1-dev-fp8', 'FLUX.1-schnell', 'flux_dev', 'fluxDev', 'fluxdev'],
  ['flux1', 'flux', 'jibMixFlux_v8', 'getphatFLUXReality', 'FluxUnchained', 'myflux-flux1dev'],
  ['flux2', 'jibMixFlux2', 'flux2Klein', 'flux.2-dev', 'myKlein_9b'],
  ['chroma', 'Chroma1-HD', 'chroma-unlocked-v35', 'ChromaHD', 'chroma', 'chromaV48', 'my_chroma'],
  ['sd35', 'sd3.5_large', 'sd3_medium', 'stable-diffusion-3.5', 'stableDiffusion35', 'SD3.5Large'],
  ['sd35', 'my_sd3_style', 'sd35', 'sd3'],
  [
    'z-image',
    'z_image_turbo_bf16',
    'z-image',
    'zImageTurbo',
    'ZImage',
    'zimageturbo',
    'moodyZImage',
  ],
  ['hidream', 'hidream_i1_full_fp8', 'HiDream-I1', 'HiDreamI1Full', 'hidream'],
  ['lumina2', 'lumina_2', 'lumina', 'Lumina-Image-2.0', 'lumina2', 'neta_lumina', 'NetaLumina_v1'],
  ['sdxl', 'dreamshaperXL', 'sd_xl_base_1.0', 'fluxStyle-xl', 'qwenImageXL'],
  ['sd15', 'fluxMix_sd15', 'SD1.5_chroma', 'z_image_sd-v1-5'],
])('%s is told by a word of the name, however it is joined', (family, ...names) => {
  const found = names.map((name) => detectFamily({ name: `${name}.safetensors` })?.family.id)
  expect(found).toEqual(names.map(() => family))
})

test('a diffusion model that speaks of Stable Diffusion is told by the rest of its name', () => {
  const folder = 'diffusion_models'
  expect(told(detectFamily({ name: 'fluxMix_sd15.safetensors', folder }))).toBe('flux1 dev')
  expect(told(detectFamily({ name: 'MyFlux/portrait.safetensors', folder }))).toBe('flux1 dev')
  expect(told(detectFamily({ name: 'conflux/portrait.safetensors', folder }))).toBe('unknown')
})

test('what the header says goes before folder and name, but for what only a name tells', () => {
  const header = { metadata: { 'modelspec.architecture': 'stable-diffusion-xl-v1-base' } }
  expect(detectFamily({ name: 'old_sd15_name.safetensors', header })).toMatchObject({
    family: { id: 'sdxl' },
    by: 'metadata',
  })
  expect(told(detectFamily({ name: 'noobai.safetensors', header }))).toBe('sdxl illustrious')
  const trained = { metadata: { ss_base_model_version: 'sd_v1' } }
  expect(told(detectFamily({ name: 'x.safetensors', header: trained }))).toBe('sd15 base')
  const odd = { metadata: { 'modelspec.architecture': 7, ss_base_model_version: 'unheard-of' } }
  expect(detectFamily({ name: 'x.safetensors', header: odd })).toBeUndefined()
})

const block = 'transformer_blocks.0.attn2.to_k.weight'

test.each([
  ['sd15 base', { [`model.diffusion_model.input_blocks.1.1.${block}`]: [320, 768] }],
  [
    'sd15 inpainting',
    {
      [`model.diffusion_model.input_blocks.1.1.${block}`]: [320, 768],
      'model.diffusion_model.input_blocks.0.0.weight': [320, 9, 3, 3],
    },
  ],
  ['sd2 base', { [`model.diffusion_model.input_blocks.1.1.${block}`]: [320, 1024] }],
  ['sdxl base', { [`model.diffusion_model.input_blocks.4.1.${block}`]: [640, 2048] }],
  [
    'sd35 large',
    { 'model.diffusion_model.joint_blocks.0.context_block.attn.qkv.weight': [7296, 2432] },
  ],
  [
    'sd35 medium',
    {
      'model.diffusion_model.joint_blocks.0.context_block.attn.qkv.weight': [4608, 1536],
      'model.diffusion_model.joint_blocks.0.x_block.attn2.qkv.weight': [4608, 1536],
    },
  ],
  ['flux1 schnell', { 'img_in.weight': [3072, 64], 'double_blocks.0.img_attn.qkv.weight': [1] }],
  [
    'flux1 dev',
    {
      'img_in.weight': [3072, 64],
      'double_blocks.0.img_attn.qkv.weight': [1],
      'guidance_in.in_layer.weight': [1],
    },
  ],
  ['flux1 fill', { 'img_in.weight': [3072, 384], 'double_blocks.0.img_attn.qkv.weight': [1] }],
  [
    'flux2 dev',
    { 'double_stream_modulation_img.lin.weight': [1], 'guidance_in.in_layer.weight': [1] },
  ],
  [
    'flux2 klein-9b',
    { 'double_stream_modulation_img.lin.weight': [1], 'img_in.weight': [4096, 128] },
  ],
  [
    'qwen-image base',
    { 'txt_norm.weight': [3584], 'transformer_blocks.0.img_mlp.net.0.proj.weight': [1] },
  ],
  [
    'z-image turbo',
    { 'cap_embedder.1.weight': [3840, 2560], 'noise_refiner.0.attention.qkv.weight': [1] },
  ],
  [
    'lumina2 base',
    { 'cap_embedder.1.weight': [2304, 2304], 'noise_refiner.0.attention.qkv.weight': [1] },
  ],
  ['chroma hd', { 'distilled_guidance_layer.in_proj.weight': [5120, 64] }],
  [
    'hidream full',
    {
      'caption_projection.0.linear.weight': [1],
      'double_stream_blocks.0.block.adaLN_modulation.1.weight': [1],
    },
  ],
  ['unknown', { 'lora_unet_mid_block.alpha': [] }],
])('tensors tell %s, whatever the file is called', (family, tensors) => {
  expect(told(detectFamily({ name: 'renamed.safetensors', header: { tensors } }))).toBe(family)
})

test('tensors leave to the name what they do not tell', () => {
  const tensors = { 'img_in.weight': [3072, 64], 'double_blocks.0.img_attn.qkv.weight': [1] }
  const guided = { ...tensors, 'guidance_in.in_layer.weight': [1] }
  const named = (name: string, shapes: Record<string, number[]>) =>
    told(detectFamily({ name, header: { tensors: shapes } }))
  expect(named('my_kontext.safetensors', guided)).toBe('flux1 kontext')
  expect(named('dev-merge.safetensors', tensors)).toBe('flux1 schnell')
})

test('families and the variants in them have names of their own', () => {
  const ids = modelFamilies.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { variants } of modelFamilies) {
    expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length)
  }
})
