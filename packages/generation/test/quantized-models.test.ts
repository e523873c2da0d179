import { expect, test } from 'vitest'
import { openStudio } from './studio.ts'

const model = 'flux/flux1-dev-Q4_K_S.gguf'
const t5 = 't5-v1_1-xxl-encoder-Q8_0.gguf'
const models = {
  diffusion_models: [model, 'flux1-schnell.safetensors'],
  text_encoders: ['clip_l.safetensors', t5],
  vae: ['ae.safetensors'],
}

/** A class as ComfyUI-GGUF declares it. */
const loader = (output: string, inputs: Readonly<Record<string, unknown>>) => ({
  input: { required: inputs },
  input_order: { required: Object.keys(inputs) },
  output: [output],
  output_is_list: [false],
  output_name: [output],
  python_module: 'custom_nodes.ComfyUI-GGUF',
  category: 'bootleg',
  output_node: false,
})
const types = [['stable_diffusion', 'sd3', 'flux', 'hidream']]
const customNodes = {
  UnetLoaderGGUF: loader('MODEL', { unet_name: [[]] }),
  CLIPLoaderGGUF: loader('CLIP', { clip_name: [[]], type: types }),
  DualCLIPLoaderGGUF: loader('CLIP', { clip_name1: [[]], clip_name2: [[]], type: types }),
}

// The loaders of ComfyUI itself do not list such files, so that the server refuses a graph that has them there.
test('a quantized model and its text encoder are loaded by ComfyUI-GGUF, on the server that has it', async () => {
  await using studio = await openStudio({
    simulators: [
      { profile: '0.33.0', models },
      { profile: '0.33.0', models, customNodes },
    ],
  })
  const request = {
    workflow: 'text-to-image',
    inputs: { prompt: 'a fox', model, resolution: { width: 64, height: 64 }, steps: 1 },
  }
  const { requestId } = await studio.generation.accept(request)
  expect(await studio.ended(requestId)).toMatchObject({
    status: 'completed',
    server: 'server-2',
    workflow: 'text-to-image-flux1',
    recipe: { model, text_encoders: ['clip_l.safetensors', t5], vae: 'ae.safetensors' },
  })
})

test('without the node pack a quantized model is none that the server has', async () => {
  await using studio = await openStudio({ simulators: [{ profile: '0.33.0', models }] })
  const asked = { workflow: 'text-to-image', inputs: { prompt: 'a fox', model } }
  await expect(studio.generation.accept(asked)).rejects.toMatchObject({ field: 'model' })
})
