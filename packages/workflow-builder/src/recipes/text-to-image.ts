import { InvalidParameterError } from '../errors.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { encodeText } from '../nodes/conditioning.ts'
import { saveImage } from '../nodes/images.ts'
import { decodeLatent, emptyLatent } from '../nodes/latents.ts'
import { loadCheckpoint } from '../nodes/loaders.ts'
import { applyLora } from '../nodes/loras.ts'
import { sample } from '../nodes/sampling.ts'

/** All that a picture from words depends on. Equal requests give equal graphs. */
export interface TextToImageRequest {
  readonly prompt: string
  readonly negativePrompt: string
  readonly model: string
  /** 0 … 2^53−1. */
  readonly seed: number
  readonly steps: number
  readonly cfg: number
  readonly sampler: string
  readonly scheduler: string
  readonly width: number
  readonly height: number
  /** Applied in this order. */
  readonly loras: readonly {
    readonly name: string
    readonly strengthModel: number
    readonly strengthClip: number
  }[]
  /** Images from one run; 1 unless given. */
  readonly batchSize?: number
}

/** Checkpoint → LoRAs → two prompts → sampler → picture. */
export function textToImage(
  request: TextToImageRequest,
  { filenamePrefix = 'darkroom' }: { filenamePrefix?: string } = {},
): Workflow {
  checkIntegers(request)
  const checkpoint = loadCheckpoint({ name: request.model })
  let { model, clip } = checkpoint
  for (const lora of request.loras) ({ model, clip } = applyLora({ model, clip, ...lora }))
  const samples = sample({
    model,
    positive: encodeText({ clip, text: request.prompt, title: 'Prompt' }),
    negative: encodeText({ clip, text: request.negativePrompt, title: 'Negative Prompt' }),
    latent: emptyLatent(request),
    seed: request.seed,
    steps: request.steps,
    cfg: request.cfg,
    sampler: request.sampler,
    scheduler: request.scheduler,
  })
  const images = decodeLatent({ samples, vae: checkpoint.vae })
  return createWorkflow([saveImage({ images, filenamePrefix })])
}

/** ComfyUI would cut a fraction off without a word, and a seed beyond 2^53 would arrive as another one. */
function checkIntegers(request: TextToImageRequest): void {
  const atLeast = { seed: 0, steps: 1, width: 1, height: 1, batchSize: 1 } as const
  const values = { ...request, batchSize: request.batchSize ?? 1 }
  for (const field of ['seed', 'steps', 'width', 'height', 'batchSize'] as const) {
    const value = values[field]
    if (!Number.isSafeInteger(value) || value < atLeast[field]) {
      throw new InvalidParameterError(
        field,
        `must be an integer of at least ${atLeast[field]}, not ${value}`,
      )
    }
  }
}
