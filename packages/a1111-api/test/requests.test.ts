import { DoorError } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { png, readMade, serveDoor } from './serve-door.ts'

const picture = png.toString('base64')

/** What is asked of the house for a request. */
async function wordsOf(body: object, path = 'txt2img') {
  await using door = await serveDoor()
  const answer = await door.post(`/sdapi/v1/${path}`, { prompt: 'a fox', ...body })
  const { info } = await readMade(answer)
  return { words: door.words()[0], info }
}

const warningsOf = async (body: object, path?: string): Promise<string> =>
  (await wordsOf(body, path)).info.extra_generation_params.Warnings ?? ''

test.each([
  [
    { width: 513, height: 767 },
    { width: 512, height: 760 },
  ],
  [{ width: 64 }, { width: 64, height: 512 }],
  [{ height: 2048.5 }, { width: 512, height: 2048 }],
])('the size %j is cut to multiples of 8', async (size, resolution) => {
  expect((await wordsOf(size)).words?.resolution).toEqual(resolution)
})

test('what is not said is left to the model', async () => {
  expect((await wordsOf({ sampler_name: null, steps: null })).words).toEqual({
    prompt: 'a fox',
    model: 'base/dreamscape_xl.safetensors',
    seed: 1000,
  })
})

test('img2img makes three quarters anew unless it says otherwise', async () => {
  const { words } = await wordsOf({ init_images: [`data:image/png;base64,${picture}`] }, 'img2img')
  expect(words).toMatchObject({ image: { upload: expect.any(String) }, denoise: 0.75 })
})

test.each([
  [0, true],
  [1, false],
  [2, true],
  [3, true],
])('resize mode %i of a picture of other proportions', async (mode, isTold) => {
  const body = { init_images: [picture], width: 512, height: 768, resize_mode: mode }
  expect((await warningsOf(body, 'img2img')).includes('was cut to the size')).toBe(isTold)
})

test('an address is left to the house', async () => {
  const image = 'https://pictures.example/fox.png'
  expect((await wordsOf({ init_images: [image] }, 'img2img')).words).toMatchObject({ image })
})

test.each([
  ['Latent', { factor: 2, denoise: 0.75 }],
  ['Latent (nearest-exact)', { factor: 2, denoise: 0.75 }],
  ['R-ESRGAN 4x+', { factor: 2, model: 'RealESRGAN_x4plus.pth', denoise: 0.75 }],
  ['4x-ultrasharp', { factor: 2, model: '4x-UltraSharp.pth', denoise: 0.75 }],
  ['None', { factor: 2, denoise: 0.75 }],
])('hires fix by %s', async (name, upscale) => {
  expect((await wordsOf({ enable_hr: true, hr_upscaler: name })).words?.upscale).toEqual(upscale)
})

test('hires fix to a size', async () => {
  const size = { width: 512, height: 512, hr_resize_x: 1024, hr_resize_y: 768 }
  expect((await wordsOf({ enable_hr: true, ...size })).words?.upscale).toMatchObject({ factor: 2 })
})

test('without hires fix its fields mean nothing', async () => {
  const { words } = await wordsOf({ enable_hr: false, hr_upscaler: 'UltraMega', hr_scale: 9 })
  expect(words).not.toHaveProperty('upscale')
})

test('LoRAs and networks that are not there are left out, and told', async () => {
  const prompt = 'a fox <lora:nothing:1> <hypernet:old:1> <lora:eyes:0.5:0.9> BREAK (snow:1.2)'
  const { words, info } = await wordsOf({ prompt })
  expect(words).toMatchObject({
    prompt: 'a fox    BREAK (snow:1.2)',
    loras: [{ name: 'eyes.safetensors', strength_model: 0.9, strength_clip: 0.5 }],
  })
  expect(info.extra_generation_params.Warnings).toBe(
    'Networks not found: nothing. Skipped the unknown extra network hypernet:old.',
  )
  expect(info.prompt).toBe(prompt)
})

test('what is asked for and not done is told', async () => {
  const told = await warningsOf({
    restore_faces: true,
    tiling: true,
    subseed_strength: 0.2,
    styles: ['noir'],
    override_settings: { sd_vae: 'other.pt' },
    alwayson_scripts: { ADetailer: {}, 'Tiled VAE': {} },
  })
  expect(told).toBe(
    'There is no VAE named other.pt. Faces are not restored. The picture does not tile. There are no variations of a seed. There are no styles. Scripts that were not run: ADetailer, Tiled VAE.',
  )
})

test('the prompt is taken letter for letter', async () => {
  await using door = await serveDoor()
  await door.post('/sdapi/v1/txt2img', { prompt: 'a {red|blue} fox, __weather__' })
  expect(door.house.jobs.asked[0]?.asked).toMatchObject({
    words: { prompt: 'a {red|blue} fox, __weather__' },
    literal: true,
  })
})

test('infotext replays a picture, and the request’s own fields count more', async () => {
  const infotext = [
    'a fox <lora:ink:0.8>',
    'Negative prompt: blurry',
    'Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 965400086, Size: 512x768, Model hash: 45dee52b, Model: photo, VAE: sdxl_vae.safetensors, Denoising strength: 0.4, Clip skip: 2, Hires upscale: 1.5, Hires steps: 10, Hires upscaler: 4x-UltraSharp, Version: v1.10.1',
  ].join('\n')
  await using door = await serveDoor()
  await door.post('/sdapi/v1/txt2img', { infotext, seed: 1, steps: null })
  expect(door.words()).toEqual([
    {
      prompt: 'a fox ',
      negative_prompt: 'blurry',
      model: 'photo.safetensors',
      seed: 1,
      steps: 28,
      cfg: 6.5,
      sampler: 'dpmpp_2m',
      scheduler: 'karras',
      resolution: { width: 512, height: 768 },
      loras: [{ name: 'style/Ink.safetensors', strength_model: 0.8, strength_clip: 0.8 }],
      clip_skip: 2,
      vae: 'sdxl_vae.safetensors',
      upscale: { factor: 1.5, model: '4x-UltraSharp.pth', denoise: 0.4, steps: 10 },
    },
  ])
})

test('infotext of a picture that was made twice changes a picture once', async () => {
  const infotext =
    'a fox\nSteps: 28, Sampler: Euler, Seed: 9, Denoising strength: 0.4, Hires upscale: 2, Hires upscaler: Latent'
  const { words } = await wordsOf({ infotext, prompt: null, init_images: [picture] }, 'img2img')
  expect(words).toMatchObject({ prompt: 'a fox', seed: 9, denoise: 0.4 })
  expect(words).not.toHaveProperty('upscale')
})

test('a picture’s own infotext asks for the same again', async () => {
  await using door = await serveDoor()
  const request = {
    prompt: 'a fox <lora:ink:0.8>\nin snow',
    negative_prompt: 'blurry, "low"',
    steps: 28,
    sampler_name: 'Euler a',
    scheduler: 'Karras',
    cfg_scale: 6.5,
    width: 512,
    height: 768,
    enable_hr: true,
    hr_scale: 1.5,
    hr_upscaler: '4x-UltraSharp',
    denoising_strength: 0.4,
    override_settings: { CLIP_stop_at_last_layers: 2, sd_model_checkpoint: 'photo' },
  }
  const { info } = await readMade(await door.post('/sdapi/v1/txt2img', request))
  const { infotexts, seed } = info
  await door.post('/sdapi/v1/txt2img', { infotext: infotexts[0] })
  const [asked, again] = door.words()
  expect(again).toEqual({ ...asked, seed })
})

test('words that the model has no use for are left out, and told', async () => {
  await using door = await serveDoor()
  const { jobs } = door.house
  const submit = jobs.submit.bind(jobs)
  jobs.submit = async (asked, options) => {
    const words = 'words' in asked ? asked.words : {}
    const parts = ['cfg', 'negative_prompt']
      .filter((path) => path in words)
      .map((path) => ({ path, message: 'has no effect on FLUX.1' }))
    if (parts.length > 0) throw new DoorError(400, 'invalid_input', 'No.', { parts })
    return await submit(asked, options)
  }
  const answer = await door.post('/sdapi/v1/txt2img', {
    prompt: 'a fox',
    negative_prompt: 'blurry',
    cfg_scale: 7,
    steps: 20,
    override_settings: { sd_model_checkpoint: 'flux1-dev' },
  })
  expect(door.words()).toEqual([
    { prompt: 'a fox', model: 'flux1-dev.safetensors', seed: 1000, steps: 20 },
  ])
  expect((await readMade(answer)).info.extra_generation_params.Warnings).toBe(
    'Left out cfg_scale: has no effect on FLUX.1. Left out negative_prompt: has no effect on FLUX.1.',
  )
})

test('pictures that are not wanted are not sent, and are made all the same', async () => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/txt2img', { prompt: 'a fox', send_images: false })
  const { images, info } = await readMade(answer)
  expect(images).toEqual([])
  expect(info.seed).toBe(door.house.jobs.list({ limit: 1 }).jobs[0]?.recipe.seed)
})
