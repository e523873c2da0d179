const node = (class_type: string, inputs: Readonly<Record<string, unknown>>) => ({
  class_type,
  inputs,
})

/** A text-to-image in ComfyUI's API format, quickly made. */
export const boatWorkflow = ({
  model = 'base/dreamscape_xl.safetensors',
  decode = 'VAEDecode',
} = {}) =>
  JSON.stringify({
    model: node('CheckpointLoaderSimple', { ckpt_name: model }),
    good: node('CLIPTextEncode', { text: 'a red boat', clip: ['model', 1] }),
    bad: node('CLIPTextEncode', { text: 'blurry', clip: ['model', 1] }),
    empty: node('EmptyLatentImage', { width: 64, height: 64, batch_size: 1 }),
    sampler: node('KSampler', {
      ...{ seed: 7, steps: 2, cfg: 6, sampler_name: 'euler', scheduler: 'normal', denoise: 1 },
      ...{ model: ['model', 0], positive: ['good', 0], negative: ['bad', 0] },
      latent_image: ['empty', 0],
    }),
    decoded: node(decode, { samples: ['sampler', 0], vae: ['model', 2] }),
    saved: node('SaveImage', { filename_prefix: 'boats', images: ['decoded', 0] }),
  })
