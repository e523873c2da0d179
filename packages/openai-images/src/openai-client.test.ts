import OpenAI, { toFile } from 'openai'
import { expect, test } from 'vitest'
import { type OpenDoor, onePicture, openDoor, pictureBytes, poster } from './testing/open-door.ts'

const clientOf = ({ url }: OpenDoor): OpenAI => new OpenAI({ baseURL: url, apiKey: 'any' })

const base64 = Buffer.from(pictureBytes).toString('base64')
const png = (text: string) => toFile(Buffer.from(text), `${text}.png`, { type: 'image/png' })

test('a picture is made and comes as base64, with the seed that it was made from', async () => {
  await using door = await openDoor()
  const { data, response } = await clientOf(door)
    .images.generate({ model: 'dall-e-3', prompt: 'a {red|blue} fox', size: '1792x1024', n: 2 })
    .withResponse()
  expect(data.data).toMatchObject([
    { b64_json: base64, seed: expect.any(Number) },
    { b64_json: base64, seed: expect.any(Number) },
  ])
  expect(data).toMatchObject({ size: '832x1216', output_format: 'png', background: 'opaque' })
  expect(response.headers.get('x-darkroom-model')).toBe('base/Dreamscape_XL.safetensors')
  expect(response.headers.get('x-request-id')).toMatch(/^req_/)
  expect(door.asked()).toEqual({
    prompt: 'a {red|blue} fox',
    model: 'base\\Dreamscape_XL.safetensors',
    resolution: { width: 1792, height: 1024 },
  })
  const [asked] = door.house.jobs.asked
  expect(asked).toMatchObject({ asked: { literal: true }, options: { seedMode: 'random' } })
  expect(door.house.jobs.asked).toHaveLength(2)
})

test('the extras of a request become words of the picture', async () => {
  await using door = await openDoor()
  const extras = {
    negative_prompt: 'blurry',
    seed: 7,
    cfg_scale: '5.5',
    sampler: 'DPM++ 2M Karras',
    loras: ['ink:0.6'],
    unknown_to_us: { anything: true },
  }
  await clientOf(door).images.generate({
    model: 'dreamscape_xl',
    prompt: 'a fox',
    quality: 'high',
    size: 'auto',
    user: 'ada',
    style: 'vivid',
    ...extras,
  })
  expect(door.asked()).toEqual({
    prompt: 'a fox',
    model: 'base\\Dreamscape_XL.safetensors',
    negative_prompt: 'blurry',
    seed: 7,
    steps: 30,
    cfg: 5.5,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    loras: [{ name: 'style/ink.safetensors', strength_model: 0.6 }],
  })
  expect(door.house.jobs.asked[0]?.options).toMatchObject({
    seedMode: 'incremental',
    caller: { client: '127.0.0.1 ada' },
  })
})

test('an address is whole, and leads to the file as it was made', async () => {
  await using door = await openDoor()
  const { data } = await clientOf(door).images.generate({
    prompt: 'a fox',
    response_format: 'url',
  })
  const [id = ''] = door.house.jobs.asked.map((one) => one.id)
  expect(data?.[0]?.url).toBe(`http://127.0.0.1:${door.port}/api/gallery/image/image-${id}-0`)
})

test('another format is converted to, with its quality', async () => {
  await using door = await openDoor()
  const { output_format } = await clientOf(door).images.generate({
    prompt: 'a fox',
    output_format: 'webp',
    output_compression: 0,
  })
  expect(output_format).toBe('webp')
  expect(door.house.pictures.converted).toMatchObject([{ format: 'webp', quality: 1 }])
})

test('a model that edits sees all pictures', async () => {
  await using door = await openDoor()
  await clientOf(door).images.edit({
    model: 'flux1-kontext',
    prompt: 'the fox of the first on the chair of the second',
    image: [await png('fox'), await png('chair')],
  })
  const { references } = door.asked()
  expect(references).toHaveLength(2)
  expect(door.asked()).not.toHaveProperty('image')
})

test('any other model starts from the one picture, and paints where the mask is transparent', async () => {
  await using door = await openDoor()
  await clientOf(door).images.edit({
    model: 'gpt-image-1',
    prompt: 'a red boat',
    image: await png('lake'),
    mask: await png('hole'),
    n: 2,
  })
  expect(door.asked()).toMatchObject({
    model: 'base\\Dreamscape_XL.safetensors',
    image: { upload: expect.any(String) },
    mask: { upload: expect.any(String) },
    mask_mode: 'transparent',
  })
  expect(door.house.jobs.asked).toHaveLength(2)
})

test('several pictures for a model that sees one are refused with what does see them', async () => {
  await using door = await openDoor()
  const asked = clientOf(door).images.edit({
    model: 'Dreamscape_XL',
    prompt: 'both',
    image: [await png('a'), await png('b')],
  })
  await expect(asked).rejects.toMatchObject({
    status: 400,
    param: 'image',
    type: 'invalid_request_error',
    message: expect.stringContaining('Qwen-Image-Edit'),
  })
})

test('a variation needs no prompt', async () => {
  await using door = await openDoor()
  await clientOf(door).images.createVariation({ image: await png('fox'), size: '512x512' })
  expect(door.asked()).toMatchObject({
    prompt: expect.stringMatching(/\w/),
    image: { upload: expect.any(String) },
    resolution: { width: 512, height: 512 },
  })
})

test('models and workflows are listed, and each is found by its id', async () => {
  await using door = await openDoor({ workflows: [poster] })
  const client = clientOf(door)
  const ids: string[] = []
  for await (const { id } of client.models.list()) ids.push(id)
  expect(ids).toEqual([
    'base/Dreamscape_XL.safetensors',
    'flux1-kontext.safetensors',
    'workflow:Poster',
  ])
  for (const id of ids) {
    expect(await client.models.retrieve(id)).toMatchObject({ id, object: 'model', created: 0 })
  }
  await expect(client.models.retrieve('dall-e-3')).resolves.toMatchObject({ id: 'dall-e-3' })
})

test('a workflow is a model, and takes what its inputs are for', async () => {
  await using door = await openDoor({ workflows: [poster] })
  const extra = { headline: 'Tonight', seed: 3 }
  await clientOf(door).images.edit({
    model: 'poster',
    prompt: 'a concert',
    image: [await png('band'), await png('logo')],
    mask: await png('hole'),
    size: '1000x500',
    quality: 'low',
    ...extra,
  })
  expect(door.house.jobs.asked[0]?.asked).toMatchObject({ workflow: 'Poster' })
  expect(door.asked()).toEqual({
    text: 'a concert',
    seed_1: 3,
    steps: 15,
    width: 1000,
    height: 504,
    photo: { upload: expect.any(String) },
    logo: { upload: expect.any(String) },
    where: { upload: expect.any(String) },
    headline: 'Tonight',
  })
})

test('the events of a stream are previews as they come, and then the picture', async () => {
  await using door = await openDoor({ options: { heartbeat: 1 }, onJob: () => undefined })
  const stream = await clientOf(door).images.generate({
    prompt: 'a fox',
    stream: true,
    partial_images: 2,
    output_format: 'png',
  })
  const { jobs } = door.house
  const [id = ''] = jobs.asked.map((one) => one.id)
  jobs.start(id)
  for (const value of [0.1, 0.2, 0.5, 0.9]) {
    jobs.show(id, { value, step: 0, steps: 0, stage: 'sampling' })
    jobs.preview(id, Buffer.from(`preview at ${value}`))
  }
  jobs.finish(id, [{ bytes: pictureBytes, width: 64, height: 96 }])
  const events = await Array.fromAsync(stream)
  expect(events).toMatchObject([
    {
      type: 'image_generation.partial_image',
      partial_image_index: 0,
      b64_json: Buffer.from('preview at 0.5').toString('base64'),
      output_format: 'jpeg',
      size: 'auto',
    },
    {
      type: 'image_generation.partial_image',
      partial_image_index: 1,
      b64_json: Buffer.from('preview at 0.9').toString('base64'),
    },
    {
      type: 'image_generation.completed',
      b64_json: base64,
      output_format: 'png',
      size: '64x96',
      quality: 'auto',
      usage: { total_tokens: 0 },
    },
  ])
})

test('a stream of several pictures has an event for each, also where another failed', async () => {
  let count = 0
  await using door = await openDoor({
    onJob: (job, house) => {
      count += 1
      if (count === 1) house.jobs.fail(job.id, { code: 'out_of_memory', message: 'Too large.' })
      else onePicture(job, house)
    },
  })
  const stream = await clientOf(door).images.edit({
    model: 'flux1-kontext',
    prompt: 'a fox',
    image: await png('fox'),
    n: 3,
    stream: true,
  })
  const types: string[] = []
  const read = async (): Promise<void> => {
    for await (const { type } of stream) types.push(type)
  }
  await expect(read()).rejects.toMatchObject({ code: 'out_of_memory', message: 'Too large.' })
  expect(types).toEqual(['image_edit.completed', 'image_edit.completed'])
})

test('of several pictures those that were made are answered, and why the others were not', async () => {
  let count = 0
  await using door = await openDoor({
    onJob: (job, house) => {
      count += 1
      if (count === 1) house.jobs.fail(job.id, { code: 'out_of_memory', message: 'Too large.' })
      else onePicture(job, house)
    },
  })
  const answer = await clientOf(door).images.generate({ prompt: 'a fox', n: 2 })
  expect(answer).toMatchObject({
    data: [{ b64_json: base64 }],
    errors: [{ index: 0, code: 'out_of_memory' }],
  })
})
