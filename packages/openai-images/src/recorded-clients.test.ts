import { expect, test } from 'vitest'
import { type OpenDoor, openDoor, pictureBytes } from './testing/open-door.ts'

const base64 = Buffer.from(pictureBytes).toString('base64')

const post = async (
  { url }: OpenDoor,
  path: string,
  body: FormData | object,
): Promise<{ readonly status: number; readonly json: unknown }> => {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer any',
      ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    },
    body: body instanceof FormData ? body : JSON.stringify(body),
  })
  return { status: response.status, json: await response.json() }
}

const form = (fields: Readonly<Record<string, string>>, files: readonly string[]): FormData => {
  const sent = new FormData()
  for (const [name, value] of Object.entries(fields)) sent.append(name, value)
  for (const name of files) sent.append(name, new Blob([`${name} bytes`]), 'picture.png')
  return sent
}

// Open WebUI, backend/open_webui/routers/images.py: image_generations. Parameters of the administrator are merged in.
test('Open WebUI generates', async () => {
  await using door = await openDoor()
  const { json } = await post(door, '/images/generations?api-version=2025-04-01-preview', {
    model: 'gpt-image-1.5',
    prompt: 'a fox',
    n: 1,
    size: '512x512',
    response_format: 'b64_json',
    steps: 12,
    negative_prompt: 'blurry',
    watermark: false,
  })
  expect(json).toMatchObject({ data: [{ b64_json: base64 }] })
  expect(door.asked()).toMatchObject({ steps: 12, negative_prompt: 'blurry' })
})

// Without response_format, for its models named gpt-image-1, it takes an address or base64.
test('Open WebUI edits several pictures', async () => {
  await using door = await openDoor({ options: { defaultEditModel: 'flux1-kontext' } })
  const sent = { model: 'gpt-image-1', prompt: 'both', n: '1', size: '1024x1024' }
  const { json } = await post(door, '/images/edits', form(sent, ['image[]', 'image[]']))
  expect(json).toMatchObject({ data: [{ b64_json: base64 }] })
  expect(door.asked().references).toHaveLength(2)
})

// LibreChat, OpenAIImageTools.js: the openai package for new pictures, axios with form-data for edits; reads data[0].b64_json.
test('LibreChat generates and edits', async () => {
  await using door = await openDoor()
  const { json } = await post(door, '/images/generations', {
    model: 'gpt-image-1',
    prompt: 'a fox',
    n: 1,
    background: 'auto',
    output_format: 'png',
    quality: 'auto',
    size: 'auto',
  })
  expect(json).toMatchObject({ data: [{ b64_json: base64 }] })
  expect(door.asked()).not.toHaveProperty('resolution')
  const sent = { model: 'gpt-image-1', prompt: 'a hat', quality: 'auto', size: 'auto' }
  const edited = await post(door, '/images/edits', form(sent, ['image[]']))
  expect(edited.json).toMatchObject({ data: [{ b64_json: base64 }] })
  expect(door.asked(1)).toMatchObject({ prompt: 'a hat', image: {} })
})

// SillyTavern, public/scripts/extensions/stable-diffusion: sent on by src/endpoints/openai.js.
test('SillyTavern generates', async () => {
  await using door = await openDoor()
  const { json } = await post(door, '/images/generations', {
    model: 'dall-e-3',
    prompt: 'a portrait of Seraphina',
    size: '1024x1792',
    n: 1,
    quality: 'standard',
    style: 'vivid',
    response_format: 'b64_json',
  })
  expect(json).toMatchObject({ data: [{ b64_json: base64 }] })
})

// n8n, edit.operation.ts: numbers as texts; image for dall-e-2, image[] for gpt-image-1.
test('n8n edits, with a mask and with options', async () => {
  await using door = await openDoor()
  const old = {
    model: 'dall-e-2',
    prompt: 'a boat',
    n: '3',
    size: '256x256',
    response_format: 'url',
  }
  const { json } = await post(door, '/images/edits', form(old, ['image', 'mask']))
  expect(json).toMatchObject({
    data: [
      { url: expect.stringMatching(/^http/) },
      { url: expect.stringMatching(/^http/) },
      { url: expect.stringMatching(/^http/) },
    ],
  })
  expect(door.asked()).toMatchObject({ mask_mode: 'transparent' })
  const sent = {
    model: 'gpt-image-1',
    prompt: 'a boat',
    n: '1',
    size: '1536x1024',
    quality: 'high',
    background: 'transparent',
    input_fidelity: 'high',
    output_format: 'webp',
    output_compression: '85',
  }
  expect((await post(door, '/images/edits', form(sent, ['image[]']))).status).toBe(200)
  expect(door.asked(3)).toMatchObject({ steps: 30 })
  expect(door.house.pictures.converted).toMatchObject([{ format: 'webp', quality: 85 }])
})

test('pictures come as JSON as well: data URLs, uploads and addresses', async () => {
  await using door = await openDoor()
  const data = `data:image/png;base64,${base64}`
  const sent = {
    model: 'flux1-kontext',
    prompt: 'all of them',
    images: [
      { image_url: data },
      { image_url: { url: 'https://pictures.example/a.png' } },
      { file_id: 'b1ff9c8e' },
    ],
  }
  expect((await post(door, '/images/edits', sent)).status).toBe(200)
  expect(door.asked().references).toEqual([
    { upload: expect.any(String) },
    'https://pictures.example/a.png',
    { upload: 'b1ff9c8e' },
  ])
  expect((await post(door, '/images/edits', { ...sent, images: data })).status).toBe(200)
})
