// Runs the default text-to-image graph on a simulated ComfyUI and prints what its socket says.
import { createSimulator } from '@darkroom/comfy-simulator'

await using simulator = await createSimulator()

const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/ws?clientId=example`)
const finished = Promise.withResolvers<void>()
socket.addEventListener('message', ({ data }) => {
  const { type, data: body } = JSON.parse(String(data))
  console.log(type, type === 'progress' ? `${body.value}/${body.max}` : (body.node ?? ''))
  if (type === 'executing' && body.node === null) finished.resolve()
})
await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))

const prompt = {
  '3': {
    class_type: 'KSampler',
    inputs: {
      seed: 42,
      steps: 8,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
      model: ['4', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['5', 0],
    },
  },
  '4': {
    class_type: 'CheckpointLoaderSimple',
    inputs: { ckpt_name: 'base/dreamscape_xl.safetensors' },
  },
  '5': { class_type: 'EmptyLatentImage', inputs: { width: 768, height: 512, batch_size: 1 } },
  '6': {
    class_type: 'CLIPTextEncode',
    inputs: { text: 'a lake in the mountains at sunset', clip: ['4', 1] },
  },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['4', 1] } },
  '8': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
  '9': { class_type: 'SaveImage', inputs: { filename_prefix: 'example', images: ['8', 0] } },
}
const response = await fetch(`${simulator.url}/prompt`, {
  method: 'POST',
  body: JSON.stringify({ prompt, client_id: 'example' }),
})
console.log(response.status, await response.json())
await finished.promise
socket.close()

const image = await fetch(`${simulator.url}/view?filename=example_00001_.png`)
console.log(image.headers.get('content-type'), (await image.arrayBuffer()).byteLength, 'bytes')
