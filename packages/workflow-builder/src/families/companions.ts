import type { Companion } from './model-family.ts'

const textEncoder = (what: string, file: string, ...signs: readonly RegExp[]): Companion => ({
  what,
  folder: 'text_encoders',
  file,
  signs,
})

const vae = (what: string, file: string, ...signs: readonly RegExp[]): Companion => ({
  what,
  folder: 'vae',
  file,
  signs,
})

/** Full precision comes before the files that save memory, whatever stands first in a server's list. */
export const clipL: Companion = textEncoder(
  'CLIP-L text encoder',
  'clip_l.safetensors',
  /^clip[-_. ]?l$/,
  /(^|[-_.])clip[-_. ]?l(?!.*(hidream|vision))/,
  /vit-l-14.*(text|te)(?!.*vision)/,
)

export const clipG: Companion = textEncoder(
  'CLIP-G text encoder',
  'clip_g.safetensors',
  /^clip[-_. ]?g$/,
  /(^|[-_.])clip[-_. ]?g(?!.*(hidream|vision))/,
  /vit[-_. ]?bigg(?!.*vision)/,
)

export const openClipH: Companion = textEncoder(
  'OpenCLIP-H text encoder',
  'clip_h.safetensors',
  /^clip[-_. ]?h$/,
  /open[-_. ]?clip(?!.*(vision|bigg))/,
  /vit[-_. ]?h[-_. ]?14(?!.*vision)/,
)

export const t5xxl: Companion = textEncoder(
  'T5-XXL text encoder',
  't5xxl_fp16.safetensors',
  /^t5[-_. ]?xxl[-_. ]?(fp16|bf16)$/,
  /^t5[-_. ]?xxl(?!.*(old|umt5)).*scaled/,
  /^t5[-_. ]?xxl(?!.*old)/,
  /(?<!um)t5[-_. ]?v1[-_. ]1[-_. ]xxl/,
  /(?<!um)t5[-_. ]?xxl/,
)

export const clipLHidream: Companion = textEncoder(
  'long CLIP-L text encoder of HiDream',
  'clip_l_hidream.safetensors',
  /clip[-_. ]?l.*hidream|hidream.*clip[-_. ]?l/,
)

export const clipGHidream: Companion = textEncoder(
  'long CLIP-G text encoder of HiDream',
  'clip_g_hidream.safetensors',
  /clip[-_. ]?g.*hidream|hidream.*clip[-_. ]?g/,
)

export const llama31: Companion = textEncoder(
  'Llama 3.1 8B text encoder',
  'llama_3.1_8b_instruct_fp8_scaled.safetensors',
  /llama[-_. ]?3[-_. ]?1[-_. ]?8b/,
)

export const mistral3: Companion = textEncoder(
  'Mistral 3 Small text encoder of FLUX.2',
  'mistral_3_small_flux2_bf16.safetensors',
  /mistral[-_. ]?3.*flux[-_. ]?2.*bf16/,
  /mistral[-_. ]?(3|small).*flux[-_. ]?2/,
  /mistral[-_. ]?(3[-_. ])?small/,
)

export const qwen3Of4b: Companion = textEncoder(
  'Qwen3 4B text encoder',
  'qwen_3_4b.safetensors',
  /^qwen[-_. ]?3[-_. ]?4b$/,
  /^qwen[-_. ]?3(?!.*vl)[-_. ]?4b/,
)

export const qwen3Of8b: Companion = textEncoder(
  'Qwen3 8B text encoder',
  'qwen_3_8b_fp8mixed.safetensors',
  /^qwen[-_. ]?3[-_. ]?8b$/,
  /^qwen[-_. ]?3(?!.*vl)[-_. ]?8b/,
)

export const qwen25Vl: Companion = textEncoder(
  'Qwen2.5-VL 7B text encoder',
  'qwen_2.5_vl_7b_fp8_scaled.safetensors',
  /^qwen[-_. ]?2[-_. ]5[-_. ]?vl[-_. ]?7b$/,
  /^qwen[-_. ]?2[-_. ]?5[-_. ]?vl.*7b/,
)

export const gemma2: Companion = textEncoder(
  'Gemma 2 2B text encoder',
  'gemma_2_2b_fp16.safetensors',
  /gemma[-_. ]?2[-_. ]?2b/,
)

export const fluxVae: Companion = vae(
  'VAE of FLUX.1',
  'ae.safetensors',
  /^ae$/,
  /^ae[-_.]|^flux[-_. ]?1?[-_. ]?(dev|schnell)?[-_. ]?(vae|ae)(?![a-z])/,
)

export const flux2Vae: Companion = vae(
  'VAE of FLUX.2',
  'flux2-vae.safetensors',
  /^flux[-_. ]?2[-_. ]?(vae|ae)/,
  /^full_encoder_small_decoder/,
)

export const qwenImageVae: Companion = vae(
  'VAE of Qwen-Image',
  'qwen_image_vae.safetensors',
  /^qwen[-_. ]?image[-_. ]?vae/,
)

export const sd3Vae: Companion = vae(
  'VAE of Stable Diffusion 3',
  'sd3_vae.safetensors',
  /^sd3.*vae/,
)

export const sdVae: Companion = vae(
  'VAE of Stable Diffusion 1',
  'vae-ft-mse-840000-ema-pruned.safetensors',
  /vae-ft-mse/,
)

export const sdxlVae: Companion = vae('VAE of SDXL', 'sdxl_vae.safetensors', /sd[-_. ]?xl.*vae/)

/** ComfyUI offers it in the list of VAEs, without a file: the model paints pixels. */
export const pixelSpace: Companion = {
  ...vae('pixel space', 'pixel_space'),
  isBuiltIn: true,
}

/** The model that enlarges pictures, where the caller names none. */
export const upscaleModel: Companion = {
  what: 'upscale model',
  folder: 'upscale_models',
  file: 'RealESRGAN_x4plus.safetensors',
  signs: [
    /^realesrgan[-_. ]?x4[-_. ]?plus$/,
    /^4x[-_. ]?(ultrasharp|foolhardy|remacri)/,
    /(^|[-_. ])x?4x?/,
    /(?<!\d)(2x|x2)(?!\d)/,
    // Models for 1x mend a picture and leave its size.
    /^(?!.*(?<!\d)(1x|x1)(?!\d))/,
  ],
}

export const controlNet = (what: string, file: string, ...signs: readonly RegExp[]): Companion => ({
  what,
  folder: 'controlnet',
  file,
  signs,
})
