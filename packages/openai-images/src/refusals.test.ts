import { DoorError } from '@darkroom/door-ports'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createOpenAiImages } from './create-open-ai-images.ts'
import { openDoor } from './testing/open-door.ts'

const ask = (url: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}/images/generations`, { method: 'POST', headers, body })

test('a model that there is not is a 404 with the nearest names', async () => {
  await using door = await openDoor()
  const client = new OpenAI({ baseURL: door.url, apiKey: 'any' })
  const asked = client.images.generate({ model: 'dreamscape', prompt: 'a fox' })
  await expect(asked).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
    param: 'model',
    type: 'invalid_request_error',
    message: expect.stringContaining('"base/Dreamscape_XL.safetensors"'),
    requestID: expect.stringMatching(/^req_/),
  })
})

test.each([
  ['{}', 'prompt', 'missing_required_parameter'],
  ['{"prompt": "  "}', 'prompt', 'missing_required_parameter'],
  ['{"prompt": "a fox", "n": 11}', 'n', 'invalid_value'],
  ['{"prompt": "a fox", "n": "two"}', 'n', 'invalid_value'],
  ['{"prompt": "a fox", "size": "large"}', 'size', 'invalid_input'],
  ['{"prompt": "a fox", "output_format": "svg"}', 'output_format', 'invalid_value'],
  ['{"prompt": "a fox", "image": "ftp://pictures.example/a.png"}', 'image', 'invalid_input'],
  ['{"prompt": "a fox", "loras": [{}]}', 'loras.0.name', 'invalid_input'],
  [JSON.stringify({ prompt: 'a fox', lora: Array(101).fill('ink') }), 'loras', 'invalid_input'],
  ['[]', 'body', 'invalid_input'],
  ['{', null, 'invalid_json'],
])('%s is refused at %s', async (body, param, code) => {
  await using door = await openDoor()
  const response = await ask(door.url, body)
  expect(response.status).toBe(400)
  expect(response.headers.get('x-should-retry')).toBe('false')
  expect(await response.json()).toMatchObject({ error: { param, code } })
  expect(door.house.jobs.asked).toEqual([])
})

test.each(['model', 'sampler', 'scheduler', 'vae', 'size'])(
  'a %s of a megabyte is refused before it is compared with anything',
  async (field) => {
    await using door = await openDoor()
    const body = JSON.stringify({ prompt: 'a fox', [field]: 'a '.repeat(500_000) })
    const response = await ask(door.url, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { param: field, code: 'invalid_value' } })
  },
)

test('what clients send for no wish at all is none', async () => {
  await using door = await openDoor()
  const blank = { n: null, size: '', quality: null, model: '', seed: 'null', response_format: null }
  expect((await ask(door.url, JSON.stringify({ prompt: 'a fox', ...blank }))).status).toBe(200)
})

test('names that may have been meant are told once', async () => {
  const { refuse } = createOpenAiImages(createMemoryHouse())
  const refusal = refuse(
    new DoorError(400, 'invalid_input', 'no server has "in"; did you mean ink?', {
      hint: 'Did you mean ink? GET /api/models lists the models.',
      parts: [{ path: 'loras.0.name', message: 'no server has "in"; did you mean ink?' }],
    }),
  )
  expect(await refusal.json()).toMatchObject({
    error: { message: 'no server has "in"; did you mean ink? GET /api/models lists the models.' },
  })
})

test('a refusal of the house names the field by the name that the client knows', async () => {
  const house = createMemoryHouse()
  const { refuse } = createOpenAiImages(house)
  const refusal = refuse(
    new DoorError(400, 'invalid_input', 'The words are not valid.', {
      parts: [{ path: 'resolution.width', message: 'must be at most 2048' }],
    }),
  )
  expect(await refusal.json()).toMatchObject({ error: { param: 'size' } })
})

test('a full queue tells when to come back, and what cannot be helped is not asked for again', () => {
  const { refuse } = createOpenAiImages(createMemoryHouse())
  const full = refuse(new DoorError(429, 'queue_full', 'The queue is full.', { retryAfter: 12.4 }))
  expect(full.headers.get('retry-after')).toBe('13')
  expect(full.headers.get('x-should-retry')).toBe('true')
  const broken = refuse(new DoorError(500, 'internal', 'Something went wrong.'))
  expect(broken.headers.get('x-should-retry')).toBe('false')
})

test('a wrong token is told as OpenAI tells a wrong key', async () => {
  const { refuse } = createOpenAiImages(createMemoryHouse())
  const refusal = refuse(new DoorError(401, 'unauthorized', 'The token is wrong.'))
  expect(refusal.status).toBe(401)
  expect(await refusal.json()).toMatchObject({ error: { code: 'invalid_api_key' } })
})

test('a failed picture is not asked for again by itself', async () => {
  await using door = await openDoor({
    onJob: ({ id }, { jobs }) =>
      jobs.fail(id, {
        code: 'out_of_memory',
        message: 'It was too large.',
        hint: 'Make it smaller.',
      }),
  })
  const client = new OpenAI({ baseURL: door.url, apiKey: 'any' })
  await expect(client.images.generate({ prompt: 'a fox' })).rejects.toMatchObject({
    status: 500,
    type: 'server_error',
    code: 'out_of_memory',
    message: '500 It was too large. Make it smaller.',
  })
  expect(door.house.jobs.asked).toHaveLength(1)
})

test('a request that is too large is refused, said or not', async () => {
  await using door = await openDoor({ options: { bodyLimit: 100 } })
  const body = JSON.stringify({ prompt: 'a fox'.repeat(100) })
  expect((await ask(door.url, body)).status).toBe(413)
  const response = await fetch(`${door.url}/images/generations`, {
    method: 'POST',
    body: new Blob([body]).stream(),
    duplex: 'half',
  })
  expect(response.status).toBe(413)
})

test('what is not here is told in the same shape', async () => {
  await using door = await openDoor()
  const response = await fetch(`${door.url}/chat/completions`, { method: 'POST' })
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    error: { code: 'unknown_url', message: expect.stringContaining('/v1/images/generations') },
  })
})

test('without any model, the answer says what to do', async () => {
  await using door = await openDoor({ models: [] })
  const response = await ask(door.url, '{"prompt": "a fox"}')
  expect(response.status).toBe(503)
  expect(response.headers.get('x-should-retry')).toBe('false')
  expect(await response.json()).toMatchObject({ error: { code: 'no_model' } })
})
