import { createOpenAI } from '@ai-sdk/openai'
import { generateImage } from 'ai'
import { expect, test } from 'vitest'
import { openDoor, pictureBytes } from './testing/open-door.ts'

test('the AI SDK of Vercel gets its pictures', async () => {
  await using door = await openDoor()
  const openai = createOpenAI({ baseURL: door.url, apiKey: 'any' })
  const { images } = await generateImage({
    model: openai.image('dall-e-3'),
    prompt: 'a fox',
    n: 2,
    size: '1024x1792',
    maxImagesPerCall: 2,
    providerOptions: { openai: { quality: 'hd', style: 'vivid' } },
  })
  expect(images.map(({ uint8Array }) => Buffer.from(uint8Array))).toEqual([
    pictureBytes,
    pictureBytes,
  ])
  expect(door.asked()).toMatchObject({ steps: 30, resolution: { width: 1024, height: 1792 } })
})

test('the AI SDK of Vercel edits, with its own name of a model and a mask', async () => {
  await using door = await openDoor()
  const openai = createOpenAI({ baseURL: door.url, apiKey: 'any' })
  const { image } = await generateImage({
    model: openai.image('gpt-image-1'),
    prompt: {
      text: 'a red boat',
      images: [Buffer.from('lake')],
      mask: Buffer.from('hole'),
    },
  })
  expect(Buffer.from(image.uint8Array)).toEqual(pictureBytes)
  expect(door.asked()).toMatchObject({ image: {}, mask: {}, mask_mode: 'transparent' })
})

test('a refusal reaches who called the AI SDK, at once', async () => {
  await using door = await openDoor()
  const openai = createOpenAI({ baseURL: door.url, apiKey: 'any' })
  const asked = generateImage({ model: openai.image('no-such-model'), prompt: 'a fox' })
  await expect(asked).rejects.toMatchObject({
    statusCode: 404,
    isRetryable: false,
    message: expect.stringContaining('no-such-model'),
  })
})
