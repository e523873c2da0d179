/** A small graph in ComfyUI's API format. */
export const textToImageGraph = ({
  model,
  steps,
  text = 'a wish',
}: {
  model: string
  steps: number
  text?: string
}) => ({
  '1': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: model } },
  '2': { class_type: 'CLIPTextEncode', inputs: { text, clip: ['1', 1] } },
  '3': { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['1', 1] } },
  '4': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
  '5': {
    class_type: 'KSampler',
    inputs: {
      model: ['1', 0],
      positive: ['2', 0],
      negative: ['3', 0],
      latent_image: ['4', 0],
      seed: 1,
      steps,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
    },
  },
  '6': { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['1', 2] } },
  '7': { class_type: 'SaveImage', inputs: { images: ['6', 0], filename_prefix: 'wish' } },
})

/** The same over a picture; `image` is what ComfyUI, or a door to it, takes as the name of one. */
export const imageToImageGraph = ({
  image,
  ...settings
}: {
  model: string
  steps: number
  text?: string
  image: unknown
}) => ({
  ...textToImageGraph(settings),
  '4': { class_type: 'VAEEncode', inputs: { pixels: ['8', 0], vae: ['1', 2] } },
  '8': { class_type: 'LoadImage', inputs: { image } },
})
