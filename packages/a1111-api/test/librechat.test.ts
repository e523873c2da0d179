import { expect, test } from 'vitest'
import { readMade, serveDoor } from './serve-door.ts'

test('LibreChat finds all that it reads of info', async () => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/txt2img', {
    prompt: 'photo of a fox, snow, overcast weather, 8k uhd',
    negative_prompt: 'cartoon, drawing',
    cfg_scale: 4.5,
    steps: 22,
    width: 1024,
    height: 1024,
  })
  const { images, info } = await readMade(answer)
  expect(Buffer.from(images[0]?.split(',', 1)[0] ?? '', 'base64').length).toBeGreaterThan(0)
  expect([info.height, info.width]).toEqual([1024, 1024])
  expect(info.seed).toBeGreaterThanOrEqual(0)
  expect(info.infotexts[0]).toBe(
    [
      'photo of a fox, snow, overcast weather, 8k uhd',
      'Negative prompt: cartoon, drawing',
      `Steps: 22, Sampler: Euler, CFG scale: 4.5, Seed: ${info.seed}, Size: 1024x1024, Model: dreamscape_xl, Version: Darkroom 0.1.0`,
    ].join('\n'),
  )
})

test('info has everything that A1111 tells', async () => {
  await using door = await serveDoor()
  const answer = await door.post('/sdapi/v1/txt2img', { prompt: 'a fox', seed: 7 })
  expect((await readMade(answer)).info).toEqual({
    prompt: 'a fox',
    all_prompts: ['a fox'],
    negative_prompt: '',
    all_negative_prompts: [''],
    seed: 7,
    all_seeds: [7],
    subseed: 7,
    all_subseeds: [7],
    subseed_strength: 0,
    width: 64,
    height: 64,
    sampler_name: 'Euler',
    cfg_scale: 1,
    steps: 20,
    batch_size: 1,
    restore_faces: false,
    face_restoration_model: null,
    sd_model_name: 'dreamscape_xl',
    sd_model_hash: '',
    sd_vae_name: null,
    sd_vae_hash: null,
    seed_resize_from_w: -1,
    seed_resize_from_h: -1,
    denoising_strength: 0,
    extra_generation_params: {},
    index_of_first_image: 0,
    infotexts: [expect.stringContaining('Steps: 20, Sampler: Euler')],
    styles: [],
    job_timestamp: expect.stringMatching(/^\d{14}$/),
    clip_skip: 1,
    is_using_inpainting_conditioning: false,
    version: 'Darkroom 0.1.0',
  })
})
