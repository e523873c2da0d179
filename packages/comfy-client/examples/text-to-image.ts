import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createComfyClient } from '@darkroom/comfy-client'

// node examples/text-to-image.ts http://127.0.0.1:8188
const [baseUrl = 'http://127.0.0.1:8188'] = process.argv.slice(2)
await using client = createComfyClient({ baseUrl })
const models = await client.models('checkpoints').catch((error: unknown) => {
  console.error(`${error}. Start a ComfyUI, or a simulated one: npm run simulator`)
  process.exit(1)
})
const [model] = models ?? []

const graph = {
  '1': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: model } },
  '2': {
    class_type: 'CLIPTextEncode',
    inputs: { text: 'a quiet harbour at dawn', clip: ['1', 1] },
  },
  '3': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['1', 1] } },
  '4': { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512, batch_size: 1 } },
  '5': {
    class_type: 'KSampler',
    inputs: {
      seed: 18446744073709551615n,
      steps: 20,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
      model: ['1', 0],
      positive: ['2', 0],
      negative: ['3', 0],
      latent_image: ['4', 0],
    },
  },
  '6': { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['1', 2] } },
  '7': { class_type: 'SaveImage', inputs: { images: ['6', 0], filename_prefix: 'harbour' } },
}

const { files } = await client.run(graph, {
  signal: AbortSignal.timeout(300_000),
  onProgress: ({ value, stage, step, steps }) =>
    console.log(`${Math.round(value * 100)} % ${stage} ${step}/${steps}`),
})
for (const file of files) {
  const { body } = await client.view(file)
  await pipeline(body, createWriteStream(file.filename))
  console.log(`${file.filename} was written`)
}
