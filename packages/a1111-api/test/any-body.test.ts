import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imageToImageSchema, textToImageSchema } from '../src/processing-schema.ts'
import { png, serveDoor } from './serve-door.ts'

const picture = png.toString('base64')
const fields = [
  ...Object.keys({ ...textToImageSchema.shape, ...imageToImageSchema.shape }),
  ...['image', 'upscaler_1', 'upscaling_resize', 'imageList', 'sd_model_checkpoint', '__proto__'],
]

/** Values that clients send, beside any that they could. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(picture, `data:image/png;base64,${picture}`, [picture], 'data:,', 'https://a/b'),
  fc.constantFrom('a fox <lora:ink:1>', '<lora:>', 'Euler a', 'photo', 'None', 'R-ESRGAN 4x+'),
  fc.constantFrom(true, '1', '512', 1e21, -1, 0, Number.MAX_SAFE_INTEGER + 1),
  fc.constantFrom(
    { controlnet: { args: [{ image: picture, model: 'x depth' }, {}] } },
    { controlnet: [] },
    { sd_model_checkpoint: 7, sd_vae: {}, CLIP_stop_at_last_layers: 'two' },
    'a\nNegative prompt: b\nSteps: x, Seed: 99999999999999999999, Size: 0x0, Hires resize: 9x9',
  ),
)

const good = {
  prompt: 'a fox',
  init_images: [picture],
  image: picture,
  imageList: [{ data: picture }],
  upscaler_1: '4x-UltraSharp',
}

/** A good request of any kind with some fields that are changed. */
const body = fc
  .dictionary(fc.constantFrom(...fields), value, { maxKeys: 4 })
  .map((changes) => ({ ...good, ...changes }))

test.each([
  'txt2img',
  'img2img',
  'extra-single-image',
  'extra-batch-images',
  'png-info',
  'options',
])('whatever is sent to %s, it is answered or refused, and is no fault of ours', async (path) => {
  await using door = await serveDoor()
  await fc.assert(
    fc.asyncProperty(fc.oneof(body, fc.jsonValue({ maxDepth: 2 })), async (sent) => {
      const answer = await door.post(`/sdapi/v1/${path}`, sent)
      expect([answer.status, await answer.json()]).toEqual([
        expect.toSatisfy((status) => status === 200 || status === 422),
        expect.toSatisfy((told) => told === null || typeof told === 'object'),
      ])
    }),
    { numRuns: 150 },
  )
})
