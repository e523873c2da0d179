import { expect, test } from 'vitest'
import { classesOf, onlyNode, runOf, sourceOf } from '../../test/family-inputs.ts'

test('a picture is scaled to what the model paints best, or to the size that is asked for', () => {
  const scaled = (path: string) =>
    onlyNode(runOf(path, 'image-to-image').graph, 'ImageScaleToTotalPixels')
  expect(scaled('sd15/base')).toMatchObject({ megapixels: 0.25, resolution_steps: 8 })
  expect(scaled('qwen-image/base')).toMatchObject({ megapixels: 1.68, resolution_steps: 16 })
  const resolution = { width: 768, height: 512 }
  const { graph } = runOf('sdxl/base', 'image-to-image', { resolution, denoise: 0.4 })
  expect(onlyNode(graph, 'ImageScale')).toMatchObject({ ...resolution, crop: 'center' })
  const sampler = onlyNode(graph, 'KSampler')
  expect(sampler?.denoise).toBe(0.4)
  expect(sourceOf(graph, sampler?.latent_image)).toBe('VAEEncode.0')
})

test('batches of a picture begin with copies of its latent', () => {
  const { graph } = runOf('sdxl/base', 'image-to-image', { batch_size: 3 })
  expect(sourceOf(graph, onlyNode(graph, 'KSampler')?.latent_image)).toBe('RepeatLatentBatch.0')
  expect(onlyNode(graph, 'RepeatLatentBatch')?.amount).toBe(3)
})

test('a mask is the white or black part of a picture, or what is transparent in it or in the image', () => {
  const paste = (changes: object) => {
    const { graph } = runOf('sd15/base', 'inpaint', { grow_mask: 0, ...changes })
    return { graph, mask: sourceOf(graph, onlyNode(graph, 'SetLatentNoiseMask')?.mask) }
  }
  expect(paste({}).mask).toBe('LoadImageMask.0')
  expect(onlyNode(paste({}).graph, 'LoadImageMask')?.channel).toBe('red')
  expect(paste({ mask_mode: 'black' }).mask).toBe('InvertMask.0')
  const transparent = paste({ mask_mode: 'transparent' })
  expect(onlyNode(transparent.graph, 'LoadImageMask')?.channel).toBe('alpha')
  expect(paste({ mask: undefined }).mask).toBe('LoadImage.1')
  const cut = paste({ resolution: { width: 512, height: 768 } })
  expect(cut.mask).toBe('ImageToMask.0')
  const { graph } = runOf('sd15/base', 'inpaint', { grow_mask: -4 })
  expect(onlyNode(graph, 'GrowMask')?.expand).toBe(-4)
})

test('only the masked part changes: in the latent, and in the picture', () => {
  for (const path of ['sdxl/base', 'flux1/fill', 'flux2/dev', 'qwen-image/base']) {
    const { graph } = runOf(path, 'inpaint')
    const paste = onlyNode(graph, 'ImageCompositeMasked')
    expect(sourceOf(graph, onlyNode(graph, 'SaveImage')?.images)).toBe('ImageCompositeMasked.0')
    expect(sourceOf(graph, paste?.destination)).toBe('ImageScaleToTotalPixels.0')
    expect(sourceOf(graph, paste?.source)).toBe('VAEDecode.0')
    expect(classesOf(graph)).toContain('DifferentialDiffusion')
  }
})

test('a model that was made for it sees picture and mask, any other gets noise in the masked part', () => {
  const fill = runOf('flux1/fill', 'inpaint').graph
  expect(onlyNode(fill, 'InpaintModelConditioning')?.noise_mask).toBe(true)
  expect(onlyNode(fill, 'FluxGuidance')?.guidance).toBe(30)
  expect(onlyNode(fill, 'KSampler')?.denoise).toBe(1)
  const plain = runOf('sd15/base', 'inpaint').graph
  expect(onlyNode(plain, 'KSampler')?.denoise).toBe(0.9)
  expect(classesOf(plain)).not.toContain('InpaintModelConditioning')
  expect(classesOf(runOf('sd15/inpainting', 'inpaint').graph)).toContain('InpaintModelConditioning')
})

test('margins are added before the picture is scaled, and are painted whole', () => {
  const { graph } = runOf('sdxl/base', 'outpaint')
  expect(onlyNode(graph, 'ImagePadForOutpaint')).toMatchObject({ left: 0, right: 256 })
  expect(sourceOf(graph, onlyNode(graph, 'ImageScaleToTotalPixels')?.image)).toBe(
    'ImagePadForOutpaint.0',
  )
  expect(onlyNode(graph, 'KSampler')?.denoise).toBe(1)
})

test('references are chained, and the picture gets the size of the first', () => {
  const { graph } = runOf('flux1/kontext', 'edit')
  const references = Object.values(graph).filter(
    ({ class_type: name }) => name === 'ReferenceLatent',
  )
  expect(references).toHaveLength(2)
  expect(sourceOf(graph, references[0]?.inputs.conditioning)).toBe('FluxGuidance.0')
  expect(sourceOf(graph, references[1]?.inputs.conditioning)).toBe('ReferenceLatent.0')
  expect(sourceOf(graph, onlyNode(graph, 'EmptySD3LatentImage')?.width)).toBe('GetImageSize.0')
  expect(sourceOf(graph, onlyNode(graph, 'GetImageSize')?.image)).toBe('FluxKontextImageScale.0')
  expect(onlyNode(graph, 'FluxGuidance')?.guidance).toBe(2.5)
})

test('Qwen-Image-Edit reads pictures together with the prompt, each version in its own way', () => {
  const first = runOf('qwen-image-edit/first', 'edit').graph
  expect(classesOf(first).filter((name) => name === 'TextEncodeQwenImageEdit')).toHaveLength(2)
  const of2509 = runOf('qwen-image-edit/2509', 'edit').graph
  const positive = Object.values(of2509).find(
    ({ class_type: name, inputs }) =>
      name === 'TextEncodeQwenImageEditPlus' && inputs.prompt === 'a fox',
  )
  expect(sourceOf(of2509, positive?.inputs.image2)).toBe('ImageScaleToTotalPixels.0')
  expect(positive?.inputs.image3).toBeUndefined()
  expect(classesOf(of2509)).toEqual(expect.arrayContaining(['CFGNorm', 'ModelSamplingAuraFlow']))
  const of2511 = runOf('qwen-image-edit/2511', 'edit').graph
  expect(sourceOf(of2511, onlyNode(of2511, 'KSampler')?.negative)).toBe(
    'FluxKontextMultiReferenceLatentMethod.0',
  )
})

test('an editor sees the picture that it changes as a reference', () => {
  const { graph } = runOf('flux1/kontext', 'inpaint')
  expect(classesOf(graph)).toContain('ReferenceLatent')
  expect(classesOf(runOf('flux1/dev', 'inpaint').graph)).not.toContain('ReferenceLatent')
  expect(onlyNode(runOf('qwen-image-edit/2509', 'image-to-image').graph, 'KSampler')?.denoise).toBe(
    1,
  )
})

test('pictures on the server are told as files, and large ones are decoded in tiles', () => {
  const { run, graph } = runOf('sdxl/base', 'inpaint', { tiling: true })
  expect(classesOf(graph)).toContain('VAEDecodeTiled')
  expect(run.nodeClasses).toEqual(expect.arrayContaining(['LoadImage', 'LoadImageMask']))
})
