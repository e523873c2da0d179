import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSimulator, familyModels, type Simulator } from '../src/index.ts'
import { flat, load, node, putInto } from './picture-runs.ts'
import { finished, type Graph, submit } from './text-to-image.ts'

let simulator: Simulator
beforeAll(async () => {
  const models = {
    ...familyModels,
    checkpoints: [...familyModels.checkpoints, 'sd3.5_large.safetensors'],
  }
  simulator = await createSimulator({ profile: '0.33.0', paint: 'plain', models })
  await putInto(simulator, 'in.png', flat(64, 64, '#c04020'))
})
afterAll(() => simulator[Symbol.asyncDispose]())

const checkpoint = (name: string): Graph[string] =>
  node('CheckpointLoaderSimple', { ckpt_name: `${name}.safetensors` })
const diffusion = (name: string): Graph[string] =>
  node('UNETLoader', { unet_name: `${name}.safetensors`, weight_dtype: 'default' })
const encoders = (type: string, ...names: readonly string[]): Graph[string] => {
  const files = names.map((name) => `${name}.safetensors`)
  const [one, two, three, four] = files
  if (files.length === 1) return node('CLIPLoader', { clip_name: one, type })
  if (files.length === 2) return node('DualCLIPLoader', { clip_name1: one, clip_name2: two, type })
  const first = { clip_name1: one, clip_name2: two, clip_name3: three }
  return files.length === 3
    ? node('TripleCLIPLoader', first)
    : node('QuadrupleCLIPLoader', { ...first, clip_name4: four })
}
const vae = (name: string): Graph[string] => node('VAELoader', { vae_name: name })

/** A picture from a picture; `load` may be replaced, and nodes be put in between. */
const painting = (
  parts: { model: Graph[string]; clip?: Graph[string]; vae?: Graph[string] },
  more: Graph = {},
): Graph => {
  const { model, clip, vae: own } = parts
  return {
    ...load('in.png'),
    model,
    ...(clip && { clip }),
    ...(own && { vae: own }),
    yes: node('CLIPTextEncode', { text: 'a lake', clip: clip ? ['clip', 0] : ['model', 1] }),
    no: node('ConditioningZeroOut', { conditioning: ['yes', 0] }),
    encode: node('VAEEncode', { pixels: ['load', 0], vae: own ? ['vae', 0] : ['model', 2] }),
    sampler: node('KSampler', {
      seed: 1,
      steps: 1,
      cfg: 1,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 0.5,
      model: ['model', 0],
      positive: ['yes', 0],
      negative: ['no', 0],
      latent_image: ['encode', 0],
    }),
    decode: node('VAEDecode', { samples: ['sampler', 0], vae: own ? ['vae', 0] : ['model', 2] }),
    save: node('SaveImage', { images: ['decode', 0], filename_prefix: 'p' }),
    ...more,
  }
}

const sampling = (
  parts: Parameters<typeof painting>[0],
  changes: Record<string, unknown>,
): Graph[string] => node('KSampler', { ...painting(parts).sampler?.inputs, ...changes })

/** Where the graph fails and how, or `success`. */
const endOf = async (graph: Graph): Promise<string> => {
  const { status } = await finished(simulator, await submit(simulator, graph))
  const failure = status.messages.find(([kind]: [string]) => kind === 'execution_error')?.[1]
  return failure === undefined
    ? status.status_str
    : `${failure.node_id}: ${failure.exception_message.trim().replaceAll('\n', ' ')}`
}

const ae = vae('ae.safetensors')
const qwenVae = vae('qwen_image_vae.safetensors')
const flux2Vae = vae('flux2-vae.safetensors')
const hidreamFiles = [
  'clip_l_hidream',
  'clip_g_hidream',
  't5xxl_fp16',
  'llama_3.1_8b_instruct_fp8_scaled',
] as const

test.each<[string, Parameters<typeof painting>[0]]>([
  ['SD 1.5', { model: checkpoint('v1-5-pruned-emaonly-fp16') }],
  ['SDXL', { model: checkpoint('sd_xl_base_1.0') }],
  ['SD 3.5', { model: checkpoint('sd3.5_large_fp8_scaled') }],
  [
    'SD 3.5 with its encoders beside it',
    {
      model: checkpoint('sd3.5_large'),
      clip: encoders('sd3', 'clip_l', 'clip_g', 't5xxl_fp16'),
    },
  ],
  [
    'FLUX.1',
    { model: diffusion('flux1-dev'), clip: encoders('flux', 'clip_l', 't5xxl_fp16'), vae: ae },
  ],
  ['Chroma', { model: diffusion('Chroma1-HD'), clip: encoders('chroma', 't5xxl_fp16'), vae: ae }],
  [
    'FLUX.2 dev',
    {
      model: diffusion('flux2_dev_fp8mixed'),
      clip: encoders('flux2', 'mistral_3_small_flux2_bf16'),
      vae: flux2Vae,
    },
  ],
  [
    'FLUX.2 klein',
    {
      model: diffusion('flux-2-klein-4b-fp8'),
      clip: encoders('flux2', 'qwen_3_4b'),
      vae: flux2Vae,
    },
  ],
  [
    'Qwen-Image',
    {
      model: diffusion('qwen_image_fp8_e4m3fn'),
      clip: encoders('qwen_image', 'qwen_2.5_vl_7b_fp8_scaled'),
      vae: qwenVae,
    },
  ],
  [
    'Z-Image',
    { model: diffusion('z_image_turbo_bf16'), clip: encoders('lumina2', 'qwen_3_4b'), vae: ae },
  ],
  [
    'Lumina 2',
    {
      model: diffusion('lumina_2_model_bf16'),
      clip: encoders('lumina2', 'gemma_2_2b_fp16'),
      vae: ae,
    },
  ],
  [
    'HiDream',
    {
      model: diffusion('hidream_i1_full_fp8'),
      clip: encoders('hidream', ...hidreamFiles),
      vae: ae,
    },
  ],
  ['a model that nobody knows', { model: checkpoint('user_models/portrait_v2') }],
])('%s runs with its own parts', async (_, parts) => {
  expect(await endOf(painting(parts))).toBe('success')
})

const flux = {
  model: diffusion('flux1-dev'),
  clip: encoders('flux', 'clip_l', 't5xxl_fp16'),
  vae: ae,
}
const xl = { model: checkpoint('sd_xl_base_1.0') }

test.each<[string, Graph, string]>([
  [
    'the words of another family',
    painting({
      model: checkpoint('v1-5-pruned-emaonly-fp16'),
      clip: encoders('sdxl', 'clip_l', 'clip_g'),
    }),
    'sampler: mat1 and mat2 shapes cannot be multiplied (77x2048 and 768x320)',
  ],
  [
    'encoders under another type',
    painting({ ...flux, clip: encoders('sdxl', 'clip_l', 't5xxl_fp16') }),
    'sampler: mat1 and mat2 shapes cannot be multiplied (77x2048 and 4096x3072)',
  ],
  [
    'words of the same width that say another thing of the whole',
    painting({ ...flux, clip: encoders('sd3', 'clip_l', 't5xxl_fp16') }),
    'sampler: mat1 and mat2 shapes cannot be multiplied (1x2048 and 768x3072)',
  ],
  [
    'an encoder that is another by its type',
    painting({
      model: diffusion('z_image_turbo_bf16'),
      clip: encoders('flux2', 'qwen_3_4b'),
      vae: ae,
    }),
    'sampler: mat1 and mat2 shapes cannot be multiplied (64x7680 and 2560x3840)',
  ],
  [
    'words without Llama',
    painting({
      model: diffusion('hidream_i1_full_fp8'),
      clip: encoders('sd3', 'clip_l', 'clip_g', 't5xxl_fp16'),
      vae: ae,
    }),
    "sampler: 'NoneType' object is not subscriptable",
  ],
  [
    'a checkpoint without text encoders',
    painting({ model: checkpoint('sd3.5_large') }),
    'yes: ERROR: clip input is invalid: None',
  ],
  [
    'latents of 16 channels in a model of 4',
    painting({ ...xl, vae: ae }),
    'sampler: Given groups=1, weight of size [320, 4, 3, 3], expected input[2, 16, 8, 8] to have 4 channels, but got 16 channels instead',
  ],
  [
    'latents of 4 channels in a model of 16',
    painting({ ...flux, vae: vae('sdxl_vae.safetensors') }),
    'sampler: mat1 and mat2 shapes cannot be multiplied (16x16 and 64x3072)',
  ],
  [
    'a VAE that decodes latents of another',
    painting(flux, {
      encode: node('EmptySD3LatentImage', { width: 64, height: 64, batch_size: 1 }),
      other: flux2Vae,
      decode: node('VAEDecode', { samples: ['sampler', 0], vae: ['other', 0] }),
    }),
    'decode: Given groups=1, weight of size [128, 128, 1, 1], expected input[1, 16, 8, 8] to have 128 channels, but got 16 channels instead',
  ],
  [
    'a control net of another family',
    painting(xl, {
      net: node('ControlNetLoader', {
        control_net_name: 'control_v11p_sd15_canny_fp16.safetensors',
      }),
      guided: node('ControlNetApplyAdvanced', {
        positive: ['yes', 0],
        negative: ['no', 0],
        control_net: ['net', 0],
        image: ['load', 0],
        strength: 1,
        start_percent: 0,
        end_percent: 1,
      }),
      no: node('ConditioningZeroOut', { conditioning: ['yes', 0] }),
      sampler: sampling(xl, { positive: ['guided', 0], negative: ['guided', 1] }),
    }),
    'sampler: mat1 and mat2 shapes cannot be multiplied (77x2048 and 768x320)',
  ],
  [
    'a reference through another VAE',
    painting(flux, {
      other: flux2Vae,
      seen: node('VAEEncode', { pixels: ['load', 0], vae: ['other', 0] }),
      referred: node('ReferenceLatent', { conditioning: ['yes', 0], latent: ['seen', 0] }),
      no: node('ConditioningZeroOut', { conditioning: ['referred', 0] }),
      sampler: sampling(flux, { positive: ['referred', 0] }),
    }),
    'sampler: The size of tensor a (16) must match the size of tensor b (128) at non-singleton dimension 1',
  ],
])('%s fails as it does on a real server', async (_, graph, message) => {
  expect(await endOf(graph)).toContain(message)
})

test('an empty latent takes the channels of the model, and without guidance the other side is not read', async () => {
  const other = { model: checkpoint('v1-5-pruned-emaonly-fp16') }
  const graph = painting(xl, {
    encode: node('EmptySD3LatentImage', { width: 64, height: 64, batch_size: 1 }),
    small: other.model,
    no: node('CLIPTextEncode', { text: '', clip: ['small', 1] }),
  })
  expect(await endOf(graph)).toBe('success')
  const guided = { ...graph.sampler?.inputs, cfg: 7 }
  expect(await endOf({ ...graph, sampler: node('KSampler', guided) })).toContain('77x768')
})
