/** A graph in ComfyUI's API format, as pictures carry it. */
export type PictureGraph = Readonly<
  Record<
    string,
    { readonly class_type: string; readonly inputs: Readonly<Record<string, unknown>> }
  >
>

const node = (class_type: string, inputs: Readonly<Record<string, unknown>>) => ({
  class_type,
  inputs,
})

/** The nodes that most graphs begin with. */
const common = {
  model: node('CheckpointLoaderSimple', { ckpt_name: 'base/dreamscape_xl.safetensors' }),
  good: node('CLIPTextEncode', { text: 'a red fox', clip: ['model', 1] }),
  bad: node('CLIPTextEncode', { text: 'blurry', clip: ['model', 1] }),
}
const sampling = {
  seed: 11,
  steps: 3,
  cfg: 0.5,
  sampler_name: 'euler',
  scheduler: 'normal',
  denoise: 1,
  model: ['model', 0],
  positive: ['good', 0],
  negative: ['bad', 0],
}
const empty = node('EmptyLatentImage', { width: 64, height: 64, batch_size: 1 })
const decode = (samples: string) => node('VAEDecode', { samples: [samples, 0], vae: ['model', 2] })
const save = (images: string) =>
  node('SaveImage', { filename_prefix: 'ComfyUI', images: [images, 0] })
const ending = (samples: string) => ({ decoded: decode(samples), saved: save('decoded') })

export const imageToImage: PictureGraph = {
  ...common,
  source: node('LoadImage', { image: 'source.png' }),
  latent: node('VAEEncode', { pixels: ['source', 0], vae: ['model', 2] }),
  sampler: node('KSampler', { ...sampling, denoise: 0.55, latent_image: ['latent', 0] }),
  ...ending('sampler'),
}

export const inpaint: PictureGraph = {
  ...common,
  source: node('LoadImage', { image: 'source.png' }),
  mask: node('LoadImageMask', { image: 'source.png', channel: 'red' }),
  latent: node('VAEEncodeForInpaint', {
    pixels: ['source', 0],
    vae: ['model', 2],
    mask: ['mask', 0],
    grow_mask_by: 6,
  }),
  sampler: node('KSampler', { ...sampling, latent_image: ['latent', 0] }),
  ...ending('sampler'),
}

export const hiresFix: PictureGraph = {
  ...common,
  empty,
  first: node('KSampler', { ...sampling, latent_image: ['empty', 0] }),
  larger: node('LatentUpscale', {
    samples: ['first', 0],
    upscale_method: 'nearest-exact',
    width: 128,
    height: 128,
    crop: 'disabled',
  }),
  second: node('KSampler', { ...sampling, steps: 2, denoise: 0.5, latent_image: ['larger', 0] }),
  ...ending('second'),
}

export const twoSamplers: PictureGraph = {
  ...common,
  refiner: node('CheckpointLoaderSimple', { ckpt_name: 'base/photoreal_v5.safetensors' }),
  empty,
  base: node('KSamplerAdvanced', {
    ...advanced({ add_noise: 'enable', noise_seed: 11, from: 0, to: 3, leftover: 'enable' }),
    model: ['model', 0],
    latent_image: ['empty', 0],
  }),
  refined: node('KSamplerAdvanced', {
    ...advanced({ add_noise: 'disable', noise_seed: 0, from: 3, to: 10_000, leftover: 'disable' }),
    model: ['refiner', 0],
    latent_image: ['base', 0],
  }),
  ...ending('refined'),
}

function advanced({
  from,
  to,
  leftover,
  ...own
}: {
  add_noise: string
  noise_seed: number
  from: number
  to: number
  leftover: string
}) {
  const { seed: _, denoise: __, ...shared } = sampling
  const parts = { start_at_step: from, end_at_step: to, return_with_leftover_noise: leftover }
  return { ...shared, steps: 4, ...own, ...parts }
}

export const controlNet: PictureGraph = {
  ...common,
  source: node('LoadImage', { image: 'source.png' }),
  control: node('ControlNetLoader', { control_net_name: 'depth.safetensors' }),
  applied: node('ControlNetApplyAdvanced', {
    positive: ['good', 0],
    negative: ['bad', 0],
    control_net: ['control', 0],
    image: ['source', 0],
    strength: 0.8,
    start_percent: 0,
    end_percent: 0.9,
  }),
  empty,
  sampler: node('KSampler', {
    ...sampling,
    positive: ['applied', 0],
    negative: ['applied', 1],
    latent_image: ['empty', 0],
  }),
  ...ending('sampler'),
}

export const fluxWithNoise: PictureGraph = {
  model: node('UNETLoader', { unet_name: 'flux1-dev.safetensors', weight_dtype: 'default' }),
  clip: node('DualCLIPLoader', {
    clip_name1: 'clip_l.safetensors',
    clip_name2: 't5xxl_fp16.safetensors',
    type: 'flux',
  }),
  vae: node('VAELoader', { vae_name: 'ae.safetensors' }),
  good: node('CLIPTextEncode', { text: 'a red fox', clip: ['clip', 0] }),
  guided: node('FluxGuidance', { conditioning: ['good', 0], guidance: 3.5 }),
  seed: node('PrimitiveInt', { value: 11 }),
  noise: node('RandomNoise', { noise_seed: ['seed', 0] }),
  guider: node('BasicGuider', { model: ['model', 0], conditioning: ['guided', 0] }),
  method: node('KSamplerSelect', { sampler_name: 'euler' }),
  sigmas: node('BasicScheduler', {
    model: ['model', 0],
    scheduler: 'simple',
    steps: 3,
    denoise: 1,
  }),
  empty: node('EmptySD3LatentImage', { width: 64, height: 64, batch_size: 1 }),
  sampler: node('SamplerCustomAdvanced', {
    noise: ['noise', 0],
    guider: ['guider', 0],
    sampler: ['method', 0],
    sigmas: ['sigmas', 0],
    latent_image: ['empty', 0],
  }),
  decoded: node('VAEDecode', { samples: ['sampler', 0], vae: ['vae', 0] }),
  saved: save('decoded'),
}

export const upscaled: PictureGraph = {
  ...common,
  empty,
  sampler: node('KSampler', { ...sampling, latent_image: ['empty', 0] }),
  decoded: decode('sampler'),
  upscaler: node('UpscaleModelLoader', { model_name: '4x-UltraSharp.pth' }),
  large: node('ImageUpscaleWithModel', { upscale_model: ['upscaler', 0], image: ['decoded', 0] }),
  saved: save('large'),
}
