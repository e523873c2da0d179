import { expect, test } from 'vitest'
import { classesOf, onlyNode, runOf, sourceOf } from '../../test/family-inputs.ts'
import { textToImage } from '../index.ts'

test.each(['sd15/base', 'sd2/base', 'sdxl/base', 'sdxl/illustrious'])(
  'a checkpoint of %s makes the graph that text-to-image makes, to the byte',
  (path) => {
    const words = {
      ...{ prompt: 'a fox', negative_prompt: 'blurry', model: 'model.safetensors', seed: 7 },
      ...{ steps: 9, cfg: 4.5, sampler: 'ddim', scheduler: 'simple', batch_size: 2 },
      resolution: { width: 640, height: 512 },
      loras: [{ name: 'ink.safetensors', strength_model: 0.7, strength_clip: 0.2 }],
    }
    const { graph } = runOf(path, 'text-to-image', words)
    expect(JSON.stringify(graph)).toBe(JSON.stringify(textToImage(words).toPrompt()))
  },
)

test.each([
  ['sd15/base', { steps: 25, cfg: 7, sampler_name: 'dpmpp_2m', scheduler: 'karras' }],
  ['sdxl/turbo', { steps: 6, cfg: 2 }],
  ['sd35/large', { steps: 28, cfg: 4.5, scheduler: 'sgm_uniform' }],
  ['flux1/dev', { steps: 20, cfg: 1, sampler_name: 'euler', scheduler: 'simple' }],
  ['flux1/schnell', { steps: 4, cfg: 1 }],
  ['qwen-image/base', { steps: 20, cfg: 2.5, scheduler: 'simple' }],
  ['z-image/turbo', { steps: 8, cfg: 1, sampler_name: 'res_multistep' }],
  ['z-image/base', { steps: 25, cfg: 4 }],
  ['chroma/hd', { steps: 30, cfg: 4 }],
  ['hidream/full', { steps: 50, cfg: 5, sampler_name: 'uni_pc', scheduler: 'simple' }],
  ['hidream/fast', { steps: 16, cfg: 1, sampler_name: 'lcm' }],
  ['lumina2/base', { steps: 25, cfg: 4, sampler_name: 'res_multistep' }],
])('%s is sampled with the values that suit it', (path, values) => {
  const { graph } = runOf(path, 'text-to-image')
  expect(onlyNode(graph, 'KSampler')).toMatchObject({ ...values, denoise: 1, seed: 7 })
})

test.each([
  ['flux1/dev', 'DualCLIPLoader', { type: 'flux', clip_name2: 't5xxl_fp16.safetensors' }],
  ['flux2/dev', 'CLIPLoader', { type: 'flux2' }],
  ['flux2/klein-9b', 'CLIPLoader', { clip_name: 'qwen_3_8b_fp8mixed.safetensors' }],
  ['qwen-image/base', 'CLIPLoader', { type: 'qwen_image' }],
  ['z-image/turbo', 'CLIPLoader', { type: 'lumina2', clip_name: 'qwen_3_4b.safetensors' }],
  ['chroma/hd', 'CLIPLoader', { type: 'chroma', clip_name: 't5xxl_fp16.safetensors' }],
  [
    'hidream/full',
    'QuadrupleCLIPLoader',
    {
      clip_name1: 'clip_l_hidream.safetensors',
      clip_name4: 'llama_3.1_8b_instruct_fp8_scaled.safetensors',
    },
  ],
])('the words of %s are read by %s', (path, loader, values) => {
  expect(onlyNode(runOf(path, 'text-to-image').graph, loader)).toMatchObject(values)
})

test('what a family does to its model and its words stands between loader and sampler', () => {
  const shifts = (path: string, node: string) =>
    onlyNode(runOf(path, 'text-to-image').graph, node)?.shift
  expect(shifts('qwen-image/base', 'ModelSamplingAuraFlow')).toBe(3.1)
  expect(shifts('z-image/turbo', 'ModelSamplingAuraFlow')).toBe(3)
  expect(shifts('lumina2/base', 'ModelSamplingAuraFlow')).toBe(6)
  expect(shifts('hidream/dev', 'ModelSamplingSD3')).toBe(6)
  const { graph } = runOf('chroma/hd', 'text-to-image')
  expect(onlyNode(graph, 'T5TokenizerOptions')).toMatchObject({ min_padding: 1, min_length: 0 })
  const lumina = onlyNode(runOf('lumina2/base', 'text-to-image').graph, 'CLIPTextEncodeLumina2')
  expect(lumina).toMatchObject({ system_prompt: 'superior', user_prompt: 'a fox' })
})

test('distilled guidance goes to the prompt, and nothing stands for a negative one', () => {
  const { graph } = runOf('flux1/dev', 'text-to-image', { guidance: 2 })
  const sampler = onlyNode(graph, 'KSampler')
  expect(sourceOf(graph, sampler?.positive)).toBe('FluxGuidance.0')
  expect(sourceOf(graph, sampler?.negative)).toBe('ConditioningZeroOut.0')
  expect(onlyNode(graph, 'FluxGuidance')?.guidance).toBe(2)
  expect(classesOf(runOf('flux1/schnell', 'text-to-image').graph)).not.toContain('FluxGuidance')
})

test('FLUX.2 is sampled in parts: by its guidance alone, or between two prompts', () => {
  const dev = runOf('flux2/dev', 'text-to-image', { resolution: { width: 1248, height: 832 } })
  expect(onlyNode(dev.graph, 'Flux2Scheduler')).toMatchObject({
    ...{ steps: 20, width: 1248, height: 832 },
  })
  expect(classesOf(dev.graph)).toContain('BasicGuider')
  const base = runOf('flux2/klein-base-4b', 'text-to-image', { negative_prompt: 'blurry' })
  expect(onlyNode(base.graph, 'CFGGuider')?.cfg).toBe(5)
  expect(classesOf(base.graph)).not.toContain('SplitSigmasDenoise')
  const fromPicture = runOf('flux2/dev', 'image-to-image', { denoise: 0.6 }).graph
  expect(onlyNode(fromPicture, 'SplitSigmasDenoise')?.denoise).toBe(0.6)
  const sampled = onlyNode(fromPicture, 'SamplerCustomAdvanced')
  expect(sourceOf(fromPicture, sampled?.sigmas)).toBe('SplitSigmasDenoise.1')
})

test('GGUF files are loaded by the nodes made for them', () => {
  const { graph, run } = runOf('flux1/dev', 'text-to-image', {
    model: 'flux1-dev-Q4_K_S.gguf',
    text_encoders: ['clip_l.safetensors', 't5-v1_1-xxl-encoder-Q8_0.gguf'],
  })
  expect(onlyNode(graph, 'UnetLoaderGGUF')).toEqual({ unet_name: 'flux1-dev-Q4_K_S.gguf' })
  expect(onlyNode(graph, 'DualCLIPLoaderGGUF')?.type).toBe('flux')
  expect(run.needs[0]).toMatchObject({ nodeClass: 'UnetLoaderGGUF', input: 'unet_name' })
})

test('a checkpoint brings its own parts unless others are named', () => {
  const checkpoint = { model_folder: 'checkpoints', text_encoders: undefined, vae: undefined }
  const { graph } = runOf('flux1/dev', 'text-to-image', checkpoint)
  expect(classesOf(graph)).toContain('CheckpointLoaderSimple')
  expect(classesOf(graph)).not.toContain('VAELoader')
  const named = runOf('sd15/base', 'text-to-image', { vae: 'other.pt', clip_skip: 2 })
  expect(sourceOf(named.graph, onlyNode(named.graph, 'VAEDecode')?.vae)).toBe('VAELoader.0')
  expect(onlyNode(named.graph, 'CLIPSetLastLayer')?.stop_at_clip_layer).toBe(-2)
})

test('LoRAs change the text encoder only where they can', () => {
  const loras = [{ name: 'ink.safetensors', strength_model: 0.5 }]
  const flux = runOf('flux1/dev', 'text-to-image', { loras }).graph
  expect(onlyNode(flux, 'LoraLoader')).toMatchObject({ strength_model: 0.5, strength_clip: 0.5 })
  const qwen = runOf('qwen-image/base', 'text-to-image', { loras })
  expect(onlyNode(qwen.graph, 'LoraLoaderModelOnly')?.strength_model).toBe(0.5)
  expect(qwen.run.needs.at(-1)).toMatchObject({ nodeClass: 'LoraLoaderModelOnly' })
})
