import { expect, test } from 'vitest'
import { png, readList, readMade, readOptions, readProgress, run, serveDoor } from './serve-door.ts'

/** As `generateAutoImage` of SillyTavern 1.13 sends it, by way of its own server, which leaves `url` and `auth` in. */
const request = {
  url: 'http://localhost:7860',
  auth: '',
  prompt: 'a fox in snow, <lora:ink:0.8>',
  negative_prompt: 'blurry',
  sampler_name: 'DPM++ 2M',
  scheduler: 'karras',
  steps: 20,
  cfg_scale: 7,
  width: 512,
  height: 768,
  restore_faces: false,
  enable_hr: false,
  hr_upscaler: 'Latent',
  hr_scale: 2,
  hr_additional_modules: [],
  denoising_strength: 0.7,
  hr_second_pass_steps: 0,
  override_settings: { CLIP_stop_at_last_layers: 1 },
  override_settings_restore_afterwards: true,
  clip_skip: 1,
  save_images: true,
  send_images: true,
  do_not_save_grid: false,
  do_not_save_samples: false,
}

test('SillyTavern pings, and sees samplers, schedules, models, upscalers and VAEs', async () => {
  await using door = await serveDoor()
  const get = async (path: string) => readList(await door.get(`/sdapi/v1/${path}`))
  const options = await readOptions(await door.get('/sdapi/v1/options'))
  expect(options).toMatchObject({ sd_model_checkpoint: 'base/dreamscape_xl.safetensors' })
  expect(options).not.toHaveProperty('forge_preset')
  const names = (list: { name?: string | undefined }[]) => list.map(({ name }) => name)
  expect(names(await get('samplers'))).toEqual(['Euler', 'Euler a', 'DPM++ 2M'])
  expect(names(await get('schedulers'))).toEqual(['automatic', 'normal', 'karras', 'simple'])
  expect(names(await get('upscalers'))).toEqual(['None', 'RealESRGAN_x4plus', '4x-UltraSharp'])
  expect(names(await get('latent-upscale-modes'))).toContain('Latent (nearest-exact)')
  expect(await get('sd-vae')).toEqual([
    { model_name: 'sdxl_vae.safetensors', filename: 'sdxl_vae.safetensors' },
  ])
  const [first] = await get('sd-models')
  expect(first).toMatchObject({ title: 'base/dreamscape_xl.safetensors' })
})

test('SillyTavern gets its picture', async () => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/txt2img', request)
  expect(answer.status).toBe(200)
  const { images } = await readMade(answer)
  expect(Buffer.from(images[0] ?? '', 'base64').subarray(0, 8)).toEqual(png.subarray(0, 8))
  expect(door.words()).toEqual([
    {
      prompt: 'a fox in snow, ',
      negative_prompt: 'blurry',
      model: 'base/dreamscape_xl.safetensors',
      seed: 1000,
      steps: 20,
      cfg: 7,
      sampler: 'dpmpp_2m',
      scheduler: 'karras',
      resolution: { width: 512, height: 768 },
      loras: [{ name: 'style/Ink.safetensors', strength_model: 0.8, strength_clip: 0.8 }],
    },
  ])
})

test('with hires fix, a VAE, clip skip and ADetailer switched on', async () => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/txt2img', {
    ...request,
    enable_hr: true,
    hr_upscaler: '4x-UltraSharp',
    hr_scale: 1.5,
    hr_second_pass_steps: 10,
    override_settings: { CLIP_stop_at_last_layers: 2, sd_vae: 'sdxl_vae.safetensors' },
    alwayson_scripts: { ADetailer: { args: [true, true, { ad_model: 'face_yolov8n.pt' }] } },
  })
  const { info } = await readMade(answer)
  expect(door.words()[0]).toMatchObject({
    upscale: { factor: 1.5, model: '4x-UltraSharp.pth', denoise: 0.7, steps: 10 },
    vae: 'sdxl_vae.safetensors',
    clip_skip: 2,
  })
  expect(info.extra_generation_params.Warnings).toBe('Scripts that were not run: ADetailer.')
})

test('a model is chosen for the one who chooses it alone', async () => {
  await using door = await serveDoor()
  const chosen = async (client: string) =>
    (await readOptions(await door.get('/sdapi/v1/options', { client }))).sd_model_checkpoint
  const answer = await door.post(
    '/sdapi/v1/options',
    { sd_model_checkpoint: 'photo.safetensors' },
    { client: 'a' },
  )
  expect([answer.status, await answer.json()]).toEqual([200, null])
  expect([await chosen('a'), await chosen('b')]).toEqual([
    'photo.safetensors',
    'base/dreamscape_xl.safetensors',
  ])
  await door.post('/sdapi/v1/txt2img', request, { client: 'b' })
  await door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  expect(door.words().map(({ model }) => model)).toEqual([
    'base/dreamscape_xl.safetensors',
    'photo.safetensors',
  ])
})

test('until it chooses, a client has the usual model, if that is there', async () => {
  for (const [defaultModel, model] of [
    ['photo', 'photo.safetensors'],
    ['nothing-like-it', 'base/dreamscape_xl.safetensors'],
  ] as const) {
    await using door = await serveDoor({ defaultModel })
    const options = await readOptions(await door.get('/sdapi/v1/options'))
    expect(options.sd_model_checkpoint).toBe(model)
  }
})

test('after a change of model, progress is zero although somebody else’s job runs', async () => {
  await using door = await serveDoor({ runs: false })
  const answer = door.post('/sdapi/v1/txt2img', request, { client: 'b' })
  const job = await door.nextJob()
  door.house.jobs.start(job.id)
  const progress = await readProgress(await door.get('/sdapi/v1/progress', { client: 'a' }))
  expect([progress.progress, progress.state.job_count]).toEqual([0, 0])
  run(door.house, job)
  expect((await answer).status).toBe(200)
})

test('who stops waiting interrupts, and the job is cancelled', async () => {
  await using door = await serveDoor({ runs: false })
  const caller = new AbortController()
  const answer = door.post('/sdapi/v1/txt2img', request, { signal: caller.signal })
  const { id } = await door.nextJob()
  door.house.jobs.start(id)
  caller.abort()
  await expect(answer).rejects.toThrow()
  const interrupted = await door.post('/sdapi/v1/interrupt', {})
  expect([interrupted.status, await interrupted.json()]).toEqual([200, {}])
  expect(door.house.jobs.get(id)?.status).toBe('cancelled')
})
