import { expect } from 'vitest'

/** A prompt without our tag; returns its id. */
export async function postAsStranger(url: string): Promise<string> {
  const promptId = crypto.randomUUID()
  const response = await fetch(`${url}/prompt`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt_id: promptId, client_id: 'stranger', prompt: strangersGraph }),
  })
  expect(response.status).toBe(200)
  return promptId
}

const strangersGraph = {
  '1': {
    class_type: 'CheckpointLoaderSimple',
    inputs: { ckpt_name: 'base/photoreal_v5.safetensors' },
  },
  '2': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
  '3': { class_type: 'CLIPTextEncode', inputs: { clip: ['1', 1], text: 'theirs' } },
  '4': {
    class_type: 'KSampler',
    inputs: {
      model: ['1', 0],
      positive: ['3', 0],
      negative: ['3', 0],
      latent_image: ['2', 0],
      seed: 1,
      steps: 20,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
    },
  },
  '5': { class_type: 'VAEDecode', inputs: { samples: ['4', 0], vae: ['1', 2] } },
  '6': { class_type: 'SaveImage', inputs: { images: ['5', 0], filename_prefix: 'theirs' } },
}
