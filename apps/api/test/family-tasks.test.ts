import { familyModels } from '@darkroom/comfy-simulator'
import { detectFamily, loadBuiltInWorkflows, type Task, tasks } from '@darkroom/workflow-builder'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { acceptedSchema, type Job } from '../src/generate/generate-schemas.ts'
import { uploadSchema } from '../src/uploads/upload-schemas.ts'
import { type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

const side = 64
const resolution = { width: side, height: side }

/** One model of each family, and others of kinds that do what it cannot. */
const models = [
  'v1-5-pruned-emaonly-fp16.safetensors',
  '512-inpainting-ema.safetensors',
  'sd_xl_base_1.0.safetensors',
  'sd3.5_large_fp8_scaled.safetensors',
  'flux1-dev.safetensors',
  'flux1-dev-kontext_fp8_scaled.safetensors',
  'flux1-fill-dev.safetensors',
  'flux1-canny-dev.safetensors',
  'flux2_dev_fp8mixed.safetensors',
  'qwen_image_fp8_e4m3fn.safetensors',
  'qwen_image_edit_2509_fp8_e4m3fn.safetensors',
  'z_image_turbo_bf16.safetensors',
  'Chroma1-HD.safetensors',
  'hidream_i1_full_fp8.safetensors',
  'lumina_2_model_bf16.safetensors',
]

/** Red on the left and blue on the right, which a variation of it still is. */
const halves = await sharp({ create: { ...resolution, channels: 3, background: '#c03020' } })
  .composite([
    {
      input: { create: { width: side / 2, height: side, channels: 3, background: '#2040c0' } },
      left: side / 2,
      top: 0,
    },
  ])
  .png()
  .toBuffer()

const rightHalf = await sharp({ create: { ...resolution, channels: 3, background: '#000' } })
  .composite([
    {
      input: { create: { width: side / 2, height: side, channels: 3, background: '#fff' } },
      left: side / 2,
      top: 0,
    },
  ])
  .png()
  .toBuffer()

async function upload({ url }: RunningDarkroom, bytes: Buffer) {
  const body = new Uint8Array(bytes)
  const answer = await fetch(`${url}/api/uploads`, { method: 'POST', body })
  return { upload: uploadSchema.parse(await answer.json()).upload_id }
}

type Picture = Awaited<ReturnType<typeof upload>>

/** What is asked for to have each task done, as somebody asks who says no more than has to be said. */
const asked: Readonly<Record<Task, (image: Picture, mask: Picture) => object>> = {
  'text-to-image': () => ({ resolution }),
  'image-to-image': (image) => ({ image, resolution, denoise: 0.4 }),
  inpaint: (image, mask) => ({ image, mask, resolution }),
  outpaint: (image) => ({
    image,
    outpaint: { right: side },
    resolution: { ...resolution, width: 2 * side },
  }),
  edit: (image) => ({ references: [image], resolution }),
  controlnet: (image) => ({ control: [{ type: 'canny', image }], resolution }),
  'hires-fix': () => ({ upscale: {}, resolution }),
  upscale: (image) => ({ workflow: 'upscale', image, upscale: {} }),
}

/** The size of what comes of it, and whether it comes of the picture. */
const made: Readonly<Record<Task, string>> = {
  'text-to-image': '64×64, new',
  'image-to-image': '64×64, like the picture',
  inpaint: '64×64, like the picture',
  outpaint: '128×64, like the picture',
  edit: '64×64, like the picture',
  controlnet: '64×64, new',
  'hires-fix': '128×128, new',
  upscale: '128×128, like the picture',
}

const folderOf = (model: string) =>
  familyModels.checkpoints.includes(model)
    ? ('checkpoints' as const)
    : ('diffusion_models' as const)

async function post({ url }: RunningDarkroom, body: object): Promise<string> {
  const answer = await fetch(`${url}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const told: unknown = await answer.json()
  expect([body, answer.status, told]).toEqual([body, 202, expect.anything()])
  return acceptedSchema.parse(told).request_id
}

const queueSchema = z.object({ waiting: z.array(z.unknown()), running: z.array(z.unknown()) })

async function allEnded({ url, api }: RunningDarkroom, ids: readonly string[]): Promise<Job[]> {
  await expect
    .poll(
      async () => {
        const { waiting, running } = queueSchema.parse(
          await (await fetch(`${url}/api/queue`)).json(),
        )
        return waiting.length + running.length
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe(0)
  return Promise.all(
    ids.map(async (request_id) => {
      const answer = await api.generate.status[':request_id'].$get({ param: { request_id } })
      if (answer.status !== 200) throw new Error(`status answered ${answer.status}`)
      return answer.json()
    }),
  )
}

/** What a picture is, by its size and by whether it is red on the left and blue on the right. */
async function describe(bytes: Uint8Array): Promise<string> {
  const { width, height } = await sharp(bytes).metadata()
  const data = await sharp(bytes).removeAlpha().resize(4, 1, { fit: 'fill' }).raw().toBuffer()
  const redness = (x: number): number => (data[3 * x] ?? 0) - (data[3 * x + 2] ?? 0)
  const isAlike = redness(0) - redness(3) > 60
  return `${width}×${height}, ${isAlike ? 'like the picture' : 'new'}`
}

test('every family does every task that it can over HTTP, and what comes of a picture looks like it', async () => {
  await using darkroom = await runDarkroom({
    simulation: { models: familyModels, paint: 'full', profile: '0.33.0' },
  })
  const image = await upload(darkroom, halves)
  const mask = await upload(darkroom, rightHalf)
  const runs = models.flatMap((model) => {
    const { family, variant } =
      detectFamily({ name: model, folder: folderOf(model) }) ?? expect.fail()
    return tasks.flatMap((task) =>
      variant.cannot[task] !== undefined
        ? []
        : [
            {
              task,
              model,
              family: family.id,
              body: { prompt: 'a fox', model, seed: 7, steps: 2, ...asked[task](image, mask) },
            },
          ],
    )
  })
  const workflows = await loadBuiltInWorkflows()
  const there = workflows.flatMap(({ name, family }) => (family === undefined ? [] : [name]))
  expect([...new Set(runs.map(({ task, family }) => `${task}-${family}`))].toSorted()).toEqual(
    there.toSorted(),
  )

  const ids: string[] = []
  for (const { body } of runs) ids.push(await post(darkroom, body))
  const jobs = await allEnded(darkroom, ids)
  const told = await Promise.all(
    jobs.map(async ({ status, error, image_url }) => {
      if (status !== 'completed') return `${status}: ${error}`
      return describe(await (await fetch(`${darkroom.url}${image_url}`)).bytes())
    }),
  )
  expect(runs.map(({ task, model }, index) => `${task} ${model}: ${told[index]}`)).toEqual(
    runs.map(({ task, model }) => `${task} ${model}: ${made[task]}`),
  )
}, 120_000)
