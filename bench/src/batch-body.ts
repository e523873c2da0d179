import { body } from './body.ts'

/** Texts that are never looked at, to make a graph of 200 kB. */
const notes = Object.fromEntries(
  Array.from({ length: 200 }, (_, index) => [
    `note${index}`,
    { class_type: 'CLIPTextEncode', inputs: { text: 'x'.repeat(900), clip: ['1', 1] } },
  ]),
)

const graph = {
  '1': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: body.model } },
  '2': { class_type: 'CLIPTextEncode', inputs: { text: body.prompt, clip: ['1', 1] } },
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
      steps: 1,
      cfg: 4,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
    },
  },
  '6': { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['1', 2] } },
  '7': { class_type: 'SaveImage', inputs: { images: ['6', 0], filename_prefix: 'bench' } },
  ...notes,
}

/** A batch of so many prompts: by the words of a picture, or of a graph of 200 kB. */
export function batchBody({ kind, count }: { kind: 'words' | 'graph'; count: number }): string {
  const prompt = Array.from({ length: count }, (_, index) => `a lighthouse, number ${index}`)
  const { prompt: _, ...words } = body
  const small = { ...words, steps: 1, resolution: { width: 64, height: 64 } }
  return JSON.stringify(
    kind === 'words' ? { ...small, matrix: { prompt } } : { workflow: graph, matrix: { prompt } },
  )
}
