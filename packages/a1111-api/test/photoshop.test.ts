import { expect, test } from 'vitest'
import { png, readList, readMade, readRefused, serveDoor } from './serve-door.ts'

const picture = png.toString('base64')
const unit = {
  enabled: false,
  input_image: '',
  mask: '',
  module: 'none',
  model: 'none',
  weight: 1,
  resize_mode: 'Crop and Resize',
  lowvram: false,
  processor_res: 512,
  threshold_a: 0,
  threshold_b: 0,
  guidance_start: 0,
  guidance_end: 1,
  control_mode: 'Balanced',
  pixel_perfect: true,
}

/** What the Auto-Photoshop plugin sends to paint a part of a picture anew. */
const inpaint = {
  model: '',
  prompt: 'a red boat',
  negative_prompt: 'blurry',
  steps: 20,
  width: 512,
  height: 512,
  denoising_strength: 0.6,
  batch_size: 1,
  cfg_scale: 7,
  seed: '-1',
  mode: 'inpaint',
  mask_blur: 8,
  mask_expansion: 0,
  inpaint_full_res: false,
  inpaint_full_res_padding: 32,
  inpainting_fill: 1,
  inpainting_mask_invert: false,
  sampler_index: 'Euler a',
  scheduler: 'Automatic',
  init_images: [picture],
  mask: `data:image/png;base64,${picture}`,
  restore_faces: false,
  tiling: false,
  styles: [],
  use_sharp_mask: false,
  uniqueDocumentId: 'd0c',
  selection_info: { left: 0, right: 512, top: 0, bottom: 512, width: 512, height: 512 },
  alwayson_scripts: { controlnet: { args: [unit, unit, unit] } },
}

test('the plugin paints a part anew, and reads how from the picture itself', async () => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/img2img', inpaint)
  const { images, parameters } = await readMade(answer)
  expect(parameters).toMatchObject({ init_images: null, mask: null, denoising_strength: 0.6 })
  const upload = { upload: expect.stringMatching(/^[0-9a-f]{64}$/) }
  expect(door.words()[0]).toEqual({
    prompt: 'a red boat',
    negative_prompt: 'blurry',
    model: 'base/dreamscape_xl.safetensors',
    seed: 1000,
    steps: 20,
    cfg: 7,
    sampler: 'euler_ancestral',
    resolution: { width: 512, height: 512 },
    image: upload,
    denoise: 0.6,
    mask: upload,
    mask_mode: 'white',
    grow_mask: 8,
  })
  const text = Buffer.from(images[0] ?? '', 'base64').toString('latin1')
  expect(text).toContain(
    'parameters\0a red boat\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a',
  )
})

test('what an inverted mask leaves black is painted anew', async () => {
  await using door = await serveDoor()
  await door.post('/sdapi/v1/img2img', { ...inpaint, inpainting_mask_invert: 1 })
  expect(door.words()[0]).toMatchObject({ mask_mode: 'black' })
})

test('units of ControlNet that are switched on guide the picture', async () => {
  await using door = await serveDoor()
  const canny = {
    ...unit,
    enabled: true,
    input_image: picture,
    module: 'canny',
    model: 'sd15/control_v11p_sd15_canny_fp16 [d14c016b]',
    weight: 0.8,
    guidance_end: 0.7,
  }
  const depth = { ...unit, enabled: true, model: 'control_v11f1p_sd15_depth' }
  const answer = await door.post('/sdapi/v1/img2img', {
    ...inpaint,
    mask: null,
    alwayson_scripts: { controlnet: { args: [unit, canny, depth] } },
  })
  expect(answer.status).toBe(200)
  const image = { upload: expect.any(String) }
  expect(door.words()[0]).toMatchObject({
    control: [
      {
        type: 'canny',
        model: 'sd15/control_v11p_sd15_canny_fp16.safetensors',
        strength: 0.8,
        start: 0,
        end: 0.7,
        image,
      },
      { type: 'depth', model: 'control_v11f1p_sd15_depth.safetensors', image },
    ],
  })
})

test('a preprocessor that cannot be run is refused, and nothing is painted', async () => {
  await using door = await serveDoor()
  const args = [{ ...unit, enabled: true, input_image: picture, module: 'depth_midas' }]
  const answer = await door.post('/sdapi/v1/txt2img', {
    prompt: 'a fox',
    alwayson_scripts: { ControlNet: { args } },
  })
  expect(answer.status).toBe(422)
  expect((await readRefused(answer)).errors).toContain(
    'the preprocessor depth_midas, which cannot be run',
  )
  expect(door.words()).toEqual([])
})

test('the plugin starts: what it asks for is there and well-formed', async () => {
  await using door = await serveDoor()
  const get = async (path: string) => (await door.get(path)).json()
  expect(await get('/controlnet/version')).toEqual({ version: 2 })
  expect(await get('/controlnet/model_list')).toEqual({
    model_list: ['sd15/control_v11p_sd15_canny_fp16', 'control_v11f1p_sd15_depth'],
  })
  const detail = { model_free: false, sliders: [] }
  expect(await get('/controlnet/module_list?alias_names=true')).toMatchObject({
    module_list: expect.arrayContaining(['none', 'canny']),
    module_detail: { none: detail, canny: detail },
  })
  expect(await get('/controlnet/settings')).toMatchObject({ control_net_unit_count: 5 })
  expect(await get('/sdapi/v1/scripts')).toEqual({ txt2img: [], img2img: [] })
  expect(await get('/sdapi/v1/embeddings')).toEqual({ loaded: {}, skipped: {} })
  const loras = await readList(await door.get('/sdapi/v1/loras'))
  expect(loras.map(({ name }) => name)).toEqual(['Ink', 'eyes'])
  for (const path of [
    ...['cmd-flags', 'memory', 'prompt-styles', 'hypernetworks', 'face-restorers', 'extensions'],
  ]) {
    expect((await door.get(`/sdapi/v1/${path}`)).status).toBe(200)
  }
  const weight = await door.post('/sdapi/v1/options', { inpainting_mask_weight: 0.5 })
  expect(await weight.json()).toBeNull()
  const detected = await door.post('/controlnet/detect', {
    controlnet_module: 'openpose',
    controlnet_input_images: [picture],
  })
  expect(await detected.json()).toEqual({ images: [], info: expect.stringContaining('openpose') })
})

test('png-info tells what a picture carries', async () => {
  await using door = await serveDoor()
  const parameters = 'a fox\nSteps: 20, Sampler: Euler a, Seed: 3, Size: 512x768'
  door.house.pictures.carried = { parameters, workflow: '{}' }
  const answer = await door.post('/sdapi/v1/png-info', {
    image: `data:image/png;base64,${picture}`,
  })
  expect(await answer.json()).toEqual({
    info: parameters,
    items: { workflow: '{}' },
    parameters: {
      Prompt: 'a fox',
      'Negative prompt': '',
      Steps: '20',
      Sampler: 'Euler a',
      Seed: '3',
      'Size-1': '512',
      'Size-2': '768',
      'Clip skip': '1',
      'Schedule type': 'Automatic',
    },
  })
  door.house.pictures.carried = {}
  const none = await door.post('/sdapi/v1/png-info', { image: picture })
  expect(await none.json()).toEqual({ info: '', items: {}, parameters: {} })
})

test('extra-single-image makes a picture larger, by a model with the name that A1111 has for it', async () => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/extra-single-image', {
    resize_mode: 0,
    show_extras_results: 0,
    gfpgan_visibility: 0,
    codeformer_visibility: 0,
    codeformer_weight: 0,
    upscaling_resize: 3,
    upscaling_resize_w: 512,
    upscaling_resize_h: 512,
    upscaling_crop: true,
    upscaler_1: 'R-ESRGAN 4x+',
    upscaler_2: 'None',
    extras_upscaler_2_visibility: 0,
    upscale_first: true,
    image: picture,
  })
  expect(await answer.json()).toEqual({ html_info: '', image: picture })
  expect(door.words()).toEqual([
    {
      image: { upload: expect.any(String) },
      upscale: { factor: 3, model: 'RealESRGAN_x4plus.pth' },
    },
  ])
})

test('extra-batch-images makes several larger', async () => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/extra-batch-images', {
    upscaling_resize: 2,
    upscaler_1: '4x-UltraSharp',
    imageList: [
      { data: picture, name: 'a' },
      { data: picture, name: 'b' },
    ],
  })
  expect(await answer.json()).toEqual({ html_info: '', images: [picture, picture] })
})
