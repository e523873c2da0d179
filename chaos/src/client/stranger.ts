import { randomUUID } from 'node:crypto'

const graph = {
  '1': {
    class_type: 'CheckpointLoaderSimple',
    inputs: { ckpt_name: 'base/photoreal_v5.safetensors' },
  },
  '2': { class_type: 'CLIPTextEncode', inputs: { text: 'of somebody else', clip: ['1', 1] } },
  '3': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
  '4': {
    class_type: 'KSampler',
    inputs: {
      model: ['1', 0],
      positive: ['2', 0],
      negative: ['2', 0],
      latent_image: ['3', 0],
      steps: 4,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
    },
  },
  '5': { class_type: 'VAEDecode', inputs: { samples: ['4', 0], vae: ['1', 2] } },
  '6': { class_type: 'SaveImage', inputs: { images: ['5', 0], filename_prefix: 'foreign' } },
}

/** A user of the same ComfyUI who knows nothing of the product. */
export class Stranger {
  readonly #promptIds = new Set<string>()
  #seed = 0

  get promptIds(): ReadonlySet<string> {
    return this.#promptIds
  }

  /** Submits a prompt; does nothing when the server is down. */
  async submit(url: string): Promise<void> {
    const promptId = randomUUID()
    this.#promptIds.add(promptId)
    this.#seed += 1
    const sampler = { ...graph['4'], inputs: { ...graph['4'].inputs, seed: this.#seed } }
    await fetch(`${url}/prompt`, {
      method: 'POST',
      body: JSON.stringify({
        prompt: { ...graph, '4': sampler },
        prompt_id: promptId,
        client_id: 'stranger',
      }),
      signal: AbortSignal.timeout(1_000),
    }).then(
      (answer) => answer.arrayBuffer(),
      () => undefined,
    )
  }
}
