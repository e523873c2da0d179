import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { galleryImageSchema } from '../src/gallery/gallery-image.ts'
import { pngWithText } from './png-with-text.ts'
import { ended, problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

/** Adds the picture to the gallery and returns its id. */
async function added(name: string, parameters: string): Promise<string> {
  await writeFile(join(running.gallery, name), await pngWithText('parameters', parameters))
  const find = async (): Promise<string | undefined> => {
    const answer = await fetch(`${running.url}/api/gallery`)
    const images = z.array(galleryImageSchema).parse(await answer.json())
    return images.find(({ filepath }) => filepath === name)?.id
  }
  await expect.poll(find).toBeDefined()
  return (await find()) ?? ''
}

test('a picture of another program is made again, and what had to be different is told', async () => {
  const id = await added(
    'foreign.png',
    'a red fox, <lora:ink:0.7>\nNegative prompt: blurry\nSteps: 4, Sampler: DPM++ 2M Karras, ' +
      'CFG scale: 0.5, Seed: 18446744073709551615, Size: 100x64, Model: dreamscape_xl',
  )
  const answer = await running.api.gallery.image[':id'].regenerate.$post({
    param: { id },
    json: {},
  })
  if (answer.status !== 202) throw new Error(`answered ${answer.status}`)
  const { request_id, seed, changes } = await answer.json()
  expect(changes).toEqual([
    { field: 'prompt', from: 'a red fox, <lora:ink:0.7>', to: 'a red fox' },
    { field: 'model', from: 'dreamscape_xl', to: 'base/dreamscape_xl.safetensors' },
    { field: 'seed', from: '18446744073709551615', to: seed },
    { field: 'cfg', from: 0.5, to: 1 },
    { field: 'sampler', from: 'DPM++ 2M', to: 'dpmpp_2m' },
    { field: 'scheduler', from: 'Karras', to: 'karras' },
    { field: 'resolution', from: { width: 100, height: 64 }, to: { width: 104, height: 64 } },
    {
      field: 'loras',
      from: [{ name: 'ink', strength_model: 0.7, strength_clip: 0.7 }],
      to: [{ name: 'style/ink.safetensors', strength_model: 0.7, strength_clip: 0.7 }],
    },
  ])
  expect(await ended(running, request_id)).toMatchObject({ status: 'completed' })
})

test('a picture whose model nobody has is not made with another', async () => {
  const id = await added(
    'strange.png',
    'a fox\nSteps: 4, Sampler: Euler a, Seed: 5, Model: elsewhere',
  )
  const answer = await running.api.gallery.image[':id'].regenerate.$post({
    param: { id },
    json: {},
  })
  expect((await problem(answer, 400)).errors?.[0]?.path).toBe('model')
})

test('a picture without a graph is made from its words, and all else that it says is told as left out', async () => {
  const id = await added(
    'hires.png',
    'a fox\nSteps: 4, Sampler: Euler, Schedule type: Normal, CFG scale: 7, Seed: 5, Size: 64x64, ' +
      'Model: dreamscape_xl, Denoising strength: 0.4, Hires upscale: 2, Hires upscaler: Latent, Version: v1.9',
  )
  const answer = await running.api.gallery.image[':id'].regenerate.$post({
    param: { id },
    json: {},
  })
  if (answer.status !== 202) throw new Error(`answered ${answer.status}`)
  const { changes } = await answer.json()
  expect(changes).toContainEqual({ field: 'denoise', from: 0.4, to: 1 })
  expect(changes.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['Hires upscale', 'Hires upscaler']),
  )
  expect(changes.map(({ field }) => field)).not.toContain('Version')
})

test('a word that only a graph has a place for is refused where there is none', async () => {
  const id = await added(
    'plain.png',
    'a fox\nSteps: 4, Sampler: Euler, Seed: 5, Model: dreamscape_xl',
  )
  const answer = await running.api.gallery.image[':id'].regenerate.$post({
    param: { id },
    json: { denoise: 0.5 },
  })
  expect((await problem(answer, 400)).errors?.[0]?.path).toBe('denoise')
})
