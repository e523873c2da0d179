import { familyModels } from '@darkroom/comfy-simulator'
import sharp from 'sharp'
import { ControlNetUnit, StableDiffusionApi } from 'stable-diffusion-api'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type RunningDarkroom, runDarkroom } from '../running-darkroom.ts'

const side = 64
const small = { prompt: 'a fox', width: side, height: side, steps: 2 }
const xl = 'sd_xl_base_1.0.safetensors'

const picture = () =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#c03020' } })
const mask = () => sharp({ create: { width: side, height: side, channels: 3, background: '#fff' } })

const families = { models: familyModels, paint: 'plain', profile: '0.33.0' } as const

const clientOf = ({ url }: Pick<RunningDarkroom, 'url'>) =>
  new StableDiffusionApi({ baseUrl: url, timeout: 120_000 })

const infoSchema = z.object({
  seed: z.int(),
  all_seeds: z.array(z.int()),
  width: z.int(),
  height: z.int(),
  steps: z.int(),
  sampler_name: z.string(),
  infotexts: z.array(z.string()),
  extra_generation_params: z.record(z.string(), z.string()),
})
const infoOf = ({ info }: { info: unknown }) => infoSchema.parse(JSON.parse(z.string().parse(info)))

type Results = Awaited<ReturnType<StableDiffusionApi['txt2img']>>
const sizesOf = ({ images }: Results): Promise<string[]> =>
  Promise.all(
    images.map(async (image) => {
      const { width, height } = await sharp(await image.toBuffer()).metadata()
      return `${width}×${height}`
    }),
  )

test('a client of A1111 chooses a model, paints, and reads from the picture how it was made', async () => {
  await using darkroom = await runDarkroom({ simulation: families })
  const client = clientOf(darkroom)
  const models = await client.getSdModels()
  expect(models.map(({ title }) => title)).toContain(xl)
  await client.setOptions({ sd_model_checkpoint: xl })
  expect(await client.getCurrentModel()).toBe(xl)
  expect((await client.getSamplers()).map(({ name }) => name)).toContain('DPM++ 2M SDE')
  expect((await client.getUpscalers())[0]?.name).toBe('None')

  const made = await client.txt2img({
    ...small,
    negative_prompt: 'blurry',
    batch_size: 2,
    sampler_name: 'DPM++ 2M Karras',
    seed: 41,
  })
  expect(await sizesOf(made)).toEqual(['64×64', '64×64'])
  const info = infoOf(made)
  expect(info).toMatchObject({ seed: 41, all_seeds: [41, 42], width: 64, height: 64, steps: 2 })
  const told =
    'a fox\nNegative prompt: blurry\nSteps: 2, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 42, Size: 64x64, Model: sd_xl_base_1.0'
  expect(info.infotexts[1]).toContain(told)

  const { images } = z.object({ images: z.array(z.string()) }).parse(made.response.data)
  const answer = await fetch(`${darkroom.url}/sdapi/v1/png-info`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ image: images[1] }),
  })
  expect(await answer.json()).toMatchObject({
    info: info.infotexts[1],
    items: { prompt: expect.any(String) },
    parameters: { Seed: '42', 'Size-1': '64' },
  })
}, 60_000)

test('it paints from a picture, a part of one, by ControlNet, twice, and makes larger', async () => {
  await using darkroom = await runDarkroom({ simulation: families })
  const client = clientOf(darkroom)
  await client.setOptions({ sd_model_checkpoint: 'v1-5-pruned-emaonly-fp16' })
  const size = { ...small, width: 128, height: 64 }
  const from = await client.img2img({ ...size, init_images: [picture()], resize_mode: 1 })
  expect(await sizesOf(from)).toEqual(['128×64'])
  const part = await client.img2img({ ...small, init_images: [picture()], mask_image: mask() })
  expect(await sizesOf(part)).toEqual(['64×64'])
  const [net = ''] = (await client.ControlNet.getModels()).filter((name) =>
    /sd15.*canny/.test(name),
  )
  const unit = new ControlNetUnit({ input_image: picture(), module: 'canny', model: net })
  const guided = await client.txt2img({ ...small, controlnet_units: [unit] })
  expect(await sizesOf(guided)).toEqual(['64×64'])
  const twice = await client.txt2img({ ...small, enable_hr: true, hr_scale: 2 })
  expect(await sizesOf(twice)).toEqual(['128×128'])
  expect(infoOf(twice)).toMatchObject({ width: 64, height: 64 })
  const upscaler = (await client.getUpscalers())[1]?.name ?? ''
  const larger = { upscaler_1: upscaler, upscaling_resize: 2 }
  expect(await sizesOf(await client.extraSingle({ ...larger, image: picture() }))).toEqual([
    '128×128',
  ])
}, 60_000)

test('with FLUX it paints without what every client sends and FLUX has no use for', async () => {
  await using darkroom = await runDarkroom({ simulation: families })
  const client = clientOf(darkroom)
  const made = await client.txt2img({
    ...small,
    negative_prompt: 'blurry',
    cfg_scale: 7,
    sampler_name: 'Euler',
    override_settings: { sd_model_checkpoint: 'flux1-dev.safetensors' },
  })
  expect(made.images).toHaveLength(1)
  const { Warnings: told } = infoOf(made).extra_generation_params
  expect(told).toContain('Left out cfg_scale: must be 1 for FLUX.1')
  expect(told).toContain('Left out negative_prompt: has no effect on FLUX.1')
}, 60_000)

const jobsSchema = z.object({
  running: z.array(z.object({ request_id: z.string() })),
})
const runningIn = async ({ url }: RunningDarkroom): Promise<string[]> => {
  const { running } = jobsSchema.parse(await (await fetch(`${url}/api/queue`)).json())
  return running.map(({ request_id }) => request_id)
}

test('its jobs are everybody’s: seen in the queue, followed, and interrupted', async () => {
  await using darkroom = await runDarkroom()
  const client = clientOf(darkroom)
  darkroom.simulator.hold()
  const made = client.txt2img({ ...small, steps: 4, batch_size: 2 })
  await expect.poll(() => runningIn(darkroom)).toHaveLength(1)
  await expect
    .poll(async () => (await client.getProgress()).state)
    .toMatchObject({ job_count: 2, job_no: 0 })
  const interrupted = await fetch(`${darkroom.url}/sdapi/v1/interrupt`, { method: 'POST' })
  expect(await interrupted.json()).toEqual({})
  darkroom.simulator.release()
  const result = await made
  expect(result.images).toEqual([])
  expect(infoOf(result).infotexts).toHaveLength(2)
  expect((await client.getProgress()).progress).toBe(0)
})

test('who cancels it elsewhere ends it here', async () => {
  await using darkroom = await runDarkroom()
  darkroom.simulator.hold()
  const made = clientOf(darkroom).txt2img({ ...small, steps: 4 })
  await expect.poll(() => runningIn(darkroom)).toHaveLength(1)
  const [request_id = ''] = await runningIn(darkroom)
  await darkroom.api.generate[':request_id'].$delete({ param: { request_id } })
  darkroom.simulator.release()
  expect((await made).images).toEqual([])
})

test('a client that gives up and asks again gets the picture that was begun', async () => {
  await using darkroom = await runDarkroom()
  darkroom.simulator.hold()
  const impatient = new StableDiffusionApi({ baseUrl: darkroom.url, timeout: 600 })
  await expect(impatient.txt2img(small)).rejects.toThrow('timeout')
  await expect.poll(() => runningIn(darkroom)).toHaveLength(1)
  const again = clientOf(darkroom).txt2img(small)
  darkroom.simulator.release()
  expect((await again).images).toHaveLength(1)
  const gallery = await darkroom.api.gallery.$get({ query: {} })
  expect(gallery.headers.get('x-total-count')).toBe('1')
})

test('the token is the password of HTTP Basic, and without it nothing is told', async () => {
  const API_TOKEN = 'a-token-of-sixteen-or-more'
  await using darkroom = await runDarkroom({ settings: { API_TOKEN } })
  const refused = await fetch(`${darkroom.url}/sdapi/v1/options`)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toMatch(/^Basic/)
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('token') })
  const client = clientOf(darkroom).setAuth('anybody', API_TOKEN)
  expect(await client.getOptions()).toHaveProperty('sd_model_checkpoint')
})

test('the chosen model is kept over a restart', async () => {
  await using darkroom = await runDarkroom({ simulation: families })
  const client = clientOf(darkroom)
  await client.setOptions({ sd_model_checkpoint: xl })
  await darkroom.restart()
  expect(await client.getCurrentModel()).toBe(xl)
})

test('a schedule that no server has is left to the model, as A1111 does', async () => {
  await using darkroom = await runDarkroom()
  const answer = await fetch(`${darkroom.url}/sdapi/v1/txt2img`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...small, scheduler: 'Polyexponential' }),
  })
  expect(answer.status).toBe(200)
  const { extra_generation_params: extra } = infoOf(
    z.object({ info: z.string() }).parse(await answer.json()),
  )
  expect(extra.Warnings).toMatch(/^Left out scheduler: /)
})

test('what a prompt cannot be is told in a sentence', async () => {
  await using darkroom = await runDarkroom()
  const answer = await fetch(`${darkroom.url}/sdapi/v1/txt2img`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...small, sampler_name: 'PLMS' }),
  })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({
    detail: [{ loc: ['body', 'sampler_name'], msg: expect.stringContaining('plms') }],
    errors: expect.stringContaining('plms'),
  })
})
