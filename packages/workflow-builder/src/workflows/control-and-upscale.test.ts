import { expect, test } from 'vitest'
import { classesOf, onlyNode, runOf, sourceOf } from '../../test/family-inputs.ts'

test('control pictures guide by a net, by a patch, by the model itself, or as references', () => {
  const net = runOf('sd15/base', 'controlnet').graph
  expect(onlyNode(net, 'ControlNetLoader')?.control_net_name).toBe(
    'control_v11p_sd15_canny_fp16.safetensors',
  )
  const applied = onlyNode(net, 'ControlNetApplyAdvanced')
  expect(applied).toMatchObject({ strength: 1, start_percent: 0, end_percent: 1 })
  expect(sourceOf(net, applied?.image)).toBe('Canny.0')
  expect(applied?.vae).toBeUndefined()
  const union = runOf('flux1/dev', 'controlnet').graph
  expect(onlyNode(union, 'SetUnionControlNetType')?.type).toBe('canny/lineart/anime_lineart/mlsd')
  expect(sourceOf(union, onlyNode(union, 'ControlNetApplyAdvanced')?.vae)).toBe('VAELoader.0')
  const patch = runOf('z-image/turbo', 'controlnet').graph
  expect(sourceOf(patch, onlyNode(patch, 'KSampler')?.model)).toBe('QwenImageDiffsynthControlnet.0')
  const own = runOf('flux1/depth', 'controlnet').graph
  expect(sourceOf(own, onlyNode(own, 'KSampler')?.latent_image)).toBe(
    'InstructPixToPixConditioning.2',
  )
  expect(classesOf(own)).not.toContain('Canny')
  expect(classesOf(runOf('flux2/dev', 'controlnet').graph)).toContain('ReferenceLatent')
})

test('several control pictures guide one after the other', () => {
  const one = { type: 'depth', image: 'depth.png', model: 'depth.safetensors', strength: 0.5 }
  const two = { type: 'pose', image: 'pose.png', model: 'xl-union.safetensors', end: 0.6 }
  const { graph, run } = runOf('sdxl/base', 'image-to-image', { control: [one, two] })
  const nets = Object.values(graph).filter(
    ({ class_type: name }) => name === 'ControlNetApplyAdvanced',
  )
  expect(nets.map(({ inputs }) => [inputs.strength, inputs.end_percent])).toEqual([
    [0.5, 1],
    [1, 0.6],
  ])
  expect(sourceOf(graph, nets[1]?.inputs.positive)).toBe('ControlNetApplyAdvanced.0')
  expect(onlyNode(graph, 'SetUnionControlNetType')?.type).toBe('openpose')
  expect(run.needs.map(({ path }) => path.join('.'))).toContain('control.1.model')
})

test('a net for inpainting sees the picture and its masked part', () => {
  const control = [{ type: 'inpaint', model: 'inpaint.safetensors' }]
  const { graph } = runOf('qwen-image/base', 'inpaint', { control })
  const applied = onlyNode(graph, 'ControlNetInpaintingAliMamaApply')
  expect(sourceOf(graph, applied?.image)).toBe('ImageScaleToTotalPixels.0')
  expect(sourceOf(graph, applied?.mask)).toBe('GrowMask.0')
})

test('a large picture is painted twice, by its latent or by an upscale model', () => {
  const latent = runOf('sdxl/base', 'hires-fix', { upscale: { factor: 1.5, steps: 12 } }).graph
  expect(onlyNode(latent, 'LatentUpscaleBy')?.scale_by).toBe(1.5)
  const passes = Object.values(latent).flatMap(({ class_type: name, inputs }) =>
    name === 'KSampler' ? [[inputs.steps, inputs.denoise]] : [],
  )
  expect(passes).toEqual([
    [30, 1],
    [12, 0.45],
  ])
  const upscale = { factor: 2, model: '4x.pth', denoise: 0.3 }
  const byModel = runOf('sdxl/base', 'hires-fix', { upscale }).graph
  expect(onlyNode(byModel, 'UpscaleModelLoader')?.model_name).toBe('4x.pth')
  expect(sourceOf(byModel, onlyNode(byModel, 'ImageScale')?.width)).toBe('GetImageSize.0')
  const flux2 = runOf('flux2/dev', 'hires-fix').graph
  const sizes = Object.values(flux2).flatMap(({ class_type: name, inputs }) =>
    name === 'Flux2Scheduler' ? [inputs.width] : [],
  )
  expect(sizes.toSorted()).toEqual([1024, 2048])
})

test('a picture is made larger with a little new detail, or with none', () => {
  const { graph } = runOf('z-image/turbo', 'upscale')
  expect(onlyNode(graph, 'KSampler')?.denoise).toBe(0.33)
  const upscale = { factor: 2, model: '4x.pth', denoise: 0 }
  expect(classesOf(runOf('z-image/turbo', 'upscale', { upscale }).graph)).not.toContain('KSampler')
})
