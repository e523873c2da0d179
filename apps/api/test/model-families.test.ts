import { recipeSchema } from '@darkroom/recipe'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fingerprinted } from '../src/generate/asked-recipe.ts'
import { acceptedSchema, generateBodySchema } from '../src/generate/generate-schemas.ts'
import { ended, problem, runDarkroom } from './running-darkroom.ts'

const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const regeneratedSchema = acceptedSchema.extend({
  changes: z.array(z.object({ field: z.string() })),
})

test('a body has the fingerprint that it had when its words had one default for all models', () => {
  const body = { prompt: 'a fox', model: 'm.safetensors' }
  expect(fingerprinted(generateBodySchema.parse(body))).toEqual({
    ...recipeSchema.parse(body),
    priority: 0,
  })
  expect(fingerprinted(generateBodySchema.parse({ ...body, steps: 8 }))).toMatchObject({ steps: 8 })
})

test('models of every kind are listed, described and run over HTTP, and what is missing is told with its folder', async () => {
  await using darkroom = await runDarkroom({
    simulation: {
      models: {
        diffusion_models: ['flux/flux1-dev.safetensors', 'z_image_turbo_bf16.safetensors'],
        vae: ['ae.safetensors'],
        text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
        upscale_models: ['4x-UltraSharp.pth'],
        embeddings: ['style/hands.safetensors'],
      },
    },
  })
  const { api, url } = darkroom
  const lists = await (await api.models.$get({ query: {} })).json()
  expect(lists).toMatchObject({
    diffusion: [
      {
        filename: 'flux/flux1-dev.safetensors',
        display_name: 'flux/flux1-dev',
        category: 'diffusion',
        path: 'diffusion_models/flux/flux1-dev.safetensors',
      },
      { filename: 'z_image_turbo_bf16.safetensors' },
    ],
    text_encoder: [{ filename: 'clip_l.safetensors' }, { filename: 't5xxl_fp16.safetensors' }],
    upscale: [{ filename: '4x-UltraSharp.pth' }],
    embedding: [{ filename: 'style/hands', path: 'embeddings/style/hands' }],
    // Four checkpoints and two LoRAs.
    total_count: 6,
  })

  const details = await fetch(`${url}/api/models/diffusion/z_image_turbo_bf16.safetensors`)
  expect(await details.json()).toMatchObject({
    family: 'z-image',
    title: 'Z-Image Turbo',
    multiple: 16,
    refuses: { negative_prompt: expect.any(String), guidance: expect.any(String) },
    recommended: { cfg: 1 },
    companions: [
      { word: 'text_encoders', folder: 'text_encoders', file: 'qwen_3_4b.safetensors', found: [] },
      { word: 'vae', found: [{ filename: 'ae.safetensors' }], missing_on: [] },
    ],
  })

  const prompt = 'a lighthouse at dawn'
  const resolution = { width: 64, height: 64 }
  const missing = await problem(
    await post(`${url}/api/generate`, { prompt, model: 'z_image_turbo_bf16.safetensors' }),
    400,
  )
  expect(missing).toMatchObject({
    code: 'not_runnable',
    errors: [{ path: 'text_encoders.0' }],
  })
  expect(missing.detail).toContain('qwen_3_4b.safetensors in models/text_encoders')

  const model = 'flux/flux1-dev.safetensors'
  const refused = await problem(await post(`${url}/api/generate`, { prompt, model, cfg: 7 }), 400)
  expect(refused).toMatchObject({ code: 'invalid_input', errors: [{ path: 'cfg' }] })
  expect(refused.detail).toContain('guidance')

  const key = { 'idempotency-key': 'once' }
  const body = { prompt, model, resolution, batch_size: 2 }
  const first = await post(`${url}/api/generate`, body, key)
  expect(first.status).toBe(202)
  const { request_id } = acceptedSchema.parse(await first.json())
  const job = await ended(darkroom, request_id)
  expect(job).toMatchObject({ status: 'completed', images: { length: 2 } })
  expect(job.images?.[0]).toMatchObject({
    model,
    parameters: { guidance: 3.5, vae: 'ae.safetensors', batch_size: 2 },
  })
  const replayed = await post(`${url}/api/generate`, body, key)
  expect(await replayed.json()).toMatchObject({ request_id })

  // Another family's model needs other settings and files; the size is kept.
  const again = await post(`${url}/api/gallery/image/${job.images?.[0]?.id}/regenerate`, {
    model: 'base/dreamscape_xl.safetensors',
  })
  const other = regeneratedSchema.parse(await again.json())
  expect(other.changes.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['model', 'cfg', 'scheduler', 'guidance', 'vae', 'text_encoders']),
  )
  expect((await ended(darkroom, other.request_id)).images?.[0]).toMatchObject({
    parameters: { cfg: 7, scheduler: 'normal', resolution },
  })
})

test('the negative prompt of a story is left out for a model that has no use for one', async () => {
  await using darkroom = await runDarkroom({
    simulation: {
      models: { diffusion_models: ['flux1-dev.safetensors'], vae: ['ae.safetensors'] },
    },
  })
  const { api } = darkroom
  const model = 'flux1-dev.safetensors'
  const story_description =
    'Mara keeps the light alone. One night a storm takes the bridge, and a boat is driven onto the rocks below her tower; she climbs down.'
  const draft = await api.sequence.prompts.$post({
    json: { story_description, frame_count: 3, model },
  })
  if (draft.status !== 200) throw new Error('no draft')
  const { sequence_id, prompts } = await draft.json()
  const parameters = { steps: 2, resolution: { width: 64, height: 64 } }
  const json = { sequence_id, prompts, parameters }
  expect((await api.sequence.generate.$post({ json })).status).toBe(202)
})
