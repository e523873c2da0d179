import { textToImageGraph } from './text-to-image-graph.ts'
import type { WishPlan } from './wish.ts'

const model = 'base/dreamscape_xl.safetensors'

/** What is asked for. */
export function bodyOf({ key, batch, isMatrix, steps, picture }: WishPlan): object {
  const prompt = `a wish called ${key}`
  if (isMatrix === true) {
    const prompts = Array.from({ length: batch ?? 1 }, (_, index) => `${prompt}, number ${index}`)
    return { workflow: textToImageGraph({ model, steps }), matrix: { prompt: prompts } }
  }
  return {
    prompt,
    model,
    steps,
    resolution: { width: 64, height: 64 },
    ...(picture === undefined ? {} : { image: { upload: picture.id } }),
    ...(batch === undefined ? {} : { batch_count: batch }),
  }
}
