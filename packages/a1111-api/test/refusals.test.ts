import { DoorError } from '@darkroom/door-ports'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { expect, test } from 'vitest'
import { createA1111Api } from '../src/index.ts'
import { models, png, readMade, readOptions, readRefused, run, serveDoor } from './serve-door.ts'

const picture = png.toString('base64')

test.each([
  ['steps', { steps: 151 }],
  ['steps', { steps: 'many' }],
  ['cfg_scale', { cfg_scale: 0.5 }],
  ['cfg_scale', { cfg_scale: 31 }],
  ['width', { width: 63 }],
  ['height', { height: 2056 }],
  ['n_iter', { n_iter: 3, batch_size: 7 }],
  ['denoising_strength', { denoising_strength: 1.5 }],
  ['prompt', { prompt: '<lora:ink:1>' }],
  ['prompt', { prompt: ['a fox'] }],
  ['sd_model_checkpoint', { override_settings: { sd_model_checkpoint: 'nothing-like-it' } }],
  ['hr_upscaler', { enable_hr: true, hr_upscaler: 'UltraMega' }],
  ['hr_upscaler', { enable_hr: true, hr_upscaler: '__proto__' }],
  ['hr_scale', { enable_hr: true, hr_scale: 9 }],
  ['script_name', { script_name: 'X/Y/Z plot' }],
])('a wrong %s is refused as FastAPI does, and nothing is painted: %j', async (field, body) => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/txt2img', { prompt: 'a fox', ...body })
  expect(answer.status).toBe(422)
  const { detail, error, errors } = await readRefused(answer)
  expect(detail).toEqual([{ loc: ['body', field], msg: expect.any(String), type: 'value_error' }])
  expect(error).toBe('RequestValidationError')
  expect(errors).toContain(field)
  expect(door.words()).toEqual([])
})

test('more units of ControlNet than a job may have are refused before their pictures are kept', async () => {
  await using door = await serveDoor()
  const unit = { enabled: true, image: picture, module: 'canny' }
  const controlnet = { args: [{ enabled: false }, ...Array.from({ length: 1_000 }, () => unit)] }
  const answer = await door.post('/sdapi/v1/txt2img', {
    prompt: 'a fox',
    alwayson_scripts: { controlnet },
  })
  expect(answer.status).toBe(422)
  const { errors } = await readRefused(answer)
  expect(errors).toBe('alwayson_scripts.controlnet.args switches on 1000 units; at most 5 go.')
})

test.each([
  [{}, 'init_images'],
  [{ init_images: [] }, 'init_images'],
  [{ init_images: [picture, picture] }, 'init_images'],
  [{ init_images: ['not base64!'] }, 'init_images'],
])('img2img without a picture that can be read is refused: %j', async (body, field) => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/img2img', { prompt: 'a fox', ...body })
  expect(answer.status).toBe(422)
  expect(await readRefused(answer)).toMatchObject({
    detail: [{ loc: expect.arrayContaining([field]) }],
  })
})

test('what the house refuses otherwise is told by the names of A1111', async () => {
  await using door = await serveDoor()
  door.house.jobs.submit = async () => {
    const parts = [{ path: 'sampler', message: 'no server has "plms"' }]
    throw new DoorError(400, 'invalid_input', 'sampler: no server has "plms".', { parts })
  }
  const answer = await door.post('/sdapi/v1/txt2img', { prompt: 'a fox', sampler_name: 'PLMS' })
  expect(answer.status).toBe(422)
  expect(await readRefused(answer)).toMatchObject({ detail: [{ loc: ['body', 'sampler_name'] }] })
})

test('a full queue is a 429 that says when to come back', async () => {
  await using door = await serveDoor()
  door.house.jobs.submit = async () => {
    throw new DoorError(429, 'queue_full', 'The queue is full.', { retryAfter: 30 })
  }
  const answer = await door.post('/sdapi/v1/txt2img', { prompt: 'a fox' })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '30'])
  expect(await answer.json()).toEqual({
    error: 'HTTPException',
    detail: 'The queue is full.',
    body: '',
    errors: 'The queue is full.',
  })
})

test('a job that fails is a 500 with its reason', async () => {
  await using door = await serveDoor({ runs: false })
  const answer = door.post('/sdapi/v1/txt2img', { prompt: 'a fox' })
  const { id } = await door.nextJob()
  door.house.jobs.fail(id, { code: 'out_of_memory', message: 'It was too large.' })
  const answered = await answer
  expect(answered.status).toBe(500)
  expect(await answered.json()).toMatchObject({
    error: 'OutOfMemoryError',
    errors: 'It was too large.',
  })
})

test('of several, those that were made are answered, and what failed is told', async () => {
  await using door = await serveDoor({ runs: false })
  const answer = door.post('/sdapi/v1/txt2img', { prompt: 'a fox', n_iter: 2 })
  await door.nextJob()
  await expect.poll(() => door.house.jobs.asked.length).toBe(2)
  const [first = '', second = ''] = door.house.jobs.asked.map(({ id }) => id)
  door.house.jobs.fail(first, { code: 'lost', message: 'The server was lost.' })
  run(door.house, { id: second })
  const { images, info } = await readMade(await answer)
  expect(images).toHaveLength(1)
  expect(info.extra_generation_params.Warnings).toContain('The server was lost.')
})

test('without a checkpoint there is nothing to paint with', async () => {
  const others = models.filter(({ kind }) => kind === 'lora')
  await using door = await serveDoor({ models: others })
  const answer = await door.post('/sdapi/v1/txt2img', { prompt: 'a fox' })
  expect(answer.status).toBe(503)
  expect((await readOptions(await door.get('/sdapi/v1/options'))).sd_model_checkpoint).toBeNull()
})

test('what is no JSON, a path that there is none of, and a body without end', async () => {
  await using door = await serveDoor()
  const broken = await fetch(`${door.url}/sdapi/v1/txt2img`, { method: 'POST', body: '{' })
  expect(broken.status).toBe(422)
  const nowhere = await door.get('/sdapi/v1/nowhere')
  expect(nowhere.status).toBe(404)
  expect(await nowhere.json()).toMatchObject({ detail: 'Not Found' })
  const large = await door.post('/sdapi/v1/img2img', {
    prompt: 'a fox',
    init_images: ['A'.repeat(65 * 1024 * 1024)],
  })
  expect(large.status).toBe(413)
})

test('who comes without the token is told how programs of this kind give it', async () => {
  const { refuse } = createA1111Api(createMemoryHouse())
  const refusal = refuse(
    new DoorError(401, 'token_required', 'The API token is missing or wrong.', {
      hint: 'Send the header Authorization: Bearer <API_TOKEN>.',
    }),
  )
  expect(refusal.headers.get('www-authenticate')).toBe('Basic realm="Darkroom"')
  expect(await refusal.json()).toMatchObject({
    detail: 'The API token is missing or wrong. Any name will do; the token is the password.',
  })
})
