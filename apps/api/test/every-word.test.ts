import { fromFileForm, nearestRecipe } from '@darkroom/recipe'
import { fullRecipe } from '@darkroom/recipe/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { askedRecipe } from '../src/generate/asked-recipe.ts'
import { ended, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

const { guidance, denoise: _, ...full } = fullRecipe
/** Files whose names say nothing of a family, so that they fit each. */
const usual = { ...full, vae: 'mine/colours.safetensors' }
const { clip_skip: __, ...distilled } = usual

/** Every word that can be asked for, each with a value that is nobody's default; no family has all of them. */
const askedOf = {
  'a checkpoint': { ...usual, text_encoders: ['mine/words.safetensors'] },
  'a diffusion model with distilled guidance': {
    ...distilled,
    negative_prompt: '',
    cfg: 1,
    guidance,
    model: 'flux1-dev.safetensors',
    text_encoders: ['t5xxl_fp16.safetensors', 'clip_l.safetensors'],
  },
}
const each = Object.entries(askedOf)
const simulation = {
  models: {
    vae: [usual.vae],
    diffusion_models: ['flux1-dev.safetensors'],
    text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors', 'mine/words.safetensors'],
  },
}

/** The gallery's recipe of a job's only picture, reduced to the words asked for: the graph tells more. */
async function recipeOf(
  darkroom: RunningDarkroom,
  requestId: string,
  asked: object,
): Promise<unknown> {
  const job = await ended(darkroom, requestId)
  expect(job.error).toBeUndefined()
  const [image] = job.images ?? []
  if (image === undefined) throw new Error(`Job ${requestId} has no picture`)
  return Object.fromEntries(Object.entries(fromFileForm(image)).filter(([word]) => word in asked))
}

/** The ids in the answer of an accepted request. */
async function accepted(answer: Promise<Pick<Response, 'status' | 'json'>>): Promise<Answer> {
  const response = await answer
  const body: unknown = await response.json()
  expect(response.status, JSON.stringify(body)).toBeLessThan(300)
  return answerSchema.parse(body)
}

const frameSchema = z.object({ frame_number: z.int(), description: z.string() })
const answerSchema = z.looseObject({
  request_id: z.string().default(''),
  batch_id: z.string().default(''),
  sequence_id: z.string().default(''),
  job_ids: z.array(z.string()).default([]),
  changes: z.unknown().optional(),
  prompts: z.array(frameSchema).default([]),
})
type Answer = z.infer<typeof answerSchema>

const story = `Mara keeps the light alone. One night a storm takes the bridge, and a boat is driven
onto the rocks below her tower; she climbs down to it with a rope and a lamp.`

test('every word that can be asked for is asked for here, and has a value of its own', () => {
  const words = new Set(each.flatMap(([, asked]) => Object.keys(asked)))
  expect([...words].toSorted()).toEqual(Object.keys(askedRecipe.shape).toSorted())
  const defaults = nearestRecipe({ prompt: '-', model: '-' })
  for (const [word, value] of Object.entries(defaults))
    expect(askedOf['a checkpoint']).not.toMatchObject({ [word]: value })
})

test.each(each)(
  'no word is lost between a request for %s, its picture, and the picture made again from it',
  async (_, asked) => {
    await using darkroom = await runDarkroom({ simulation })
    const { api } = darkroom
    const { request_id } = await accepted(api.generate.$post({ json: asked }))
    expect(await recipeOf(darkroom, request_id, asked)).toEqual(asked)

    const param = { request_id }
    const retry = api.generate[':request_id'].retry.$post({ param })
    const again = await accepted(retry)
    expect(await recipeOf(darkroom, again.request_id, asked)).toEqual(asked)

    const [image] = (await ended(darkroom, request_id)).images ?? []
    const regenerate = api.gallery.image[':id'].regenerate.$post({
      param: { id: image?.id ?? '' },
      json: {},
    })
    const same = await accepted(regenerate)
    expect(same.changes).toEqual([])
    expect(await recipeOf(darkroom, same.request_id, asked)).toEqual(asked)
  },
)

test.each(each)(
  'no word is lost in a batch of %s, nor in the same batch again',
  async (_, asked) => {
    await using darkroom = await runDarkroom({ simulation })
    const { api } = darkroom
    const { seed, ...parameters } = asked
    const batch = {
      ...parameters,
      batch_count: 2,
      base_seed: seed,
      seed_mode: 'fixed',
    } as const
    const { batch_id } = await accepted(api.batch.$post({ json: batch }))
    const repeated = await accepted(
      api.batch[':batch_id'].again.$post({
        param: { batch_id },
        json: { base_seed: seed },
      }),
    )
    for (const id of [batch_id, repeated.batch_id]) {
      const view = await accepted(api.batch[':batch_id'].$get({ param: { batch_id: id } }))
      for (const job of view.job_ids) expect(await recipeOf(darkroom, job, asked)).toEqual(asked)
    }
  },
)

test.each(each)(
  'no word is lost in a sequence of %s, said of all frames, of one, or of one made anew',
  async (_, words) => {
    await using darkroom = await runDarkroom({ simulation })
    const { api } = darkroom
    // A frame is one picture.
    const { batch_size: __, ...asked } = words
    const { prompt, model, ...own } = asked
    const { sequence_id, prompts } = await accepted(
      api.sequence.prompts.$post({ json: { story_description: story, frame_count: 3, model } }),
    )
    await accepted(
      api.sequence.generate.$post({
        json: {
          sequence_id,
          prompts: prompts.map((frame, index) => ({
            ...frame,
            prompt,
            // The second frame sets every word itself, against other words of the sequence.
            ...(index === 1 ? { parameters: { ...own, model } } : {}),
          })),
          parameters: { ...own, model },
        },
      }),
    )
    const frames = async (): Promise<string[]> =>
      (await accepted(api.sequence[':sequence_id'].$get({ param: { sequence_id } }))).job_ids
    for (const job of await frames()) expect(await recipeOf(darkroom, job, asked)).toEqual(asked)

    const { request_id } = await accepted(
      api.sequence[':sequence_id'].frames[':frame_number'].regenerate.$post({
        param: { sequence_id, frame_number: '1' },
        json: { prompt, parameters: { ...own, model } },
      }),
    )
    expect(await recipeOf(darkroom, request_id, asked)).toEqual(asked)
  },
)

test('no word is lost in a template', async () => {
  await using darkroom = await runDarkroom({ simulation })
  const { api } = darkroom
  await accepted(api.templates.$post({ json: { name: 'All of it', ...fullRecipe } }))
  const found = await accepted(api.templates[':name'].$get({ param: { name: 'All of it' } }))
  expect(found).toMatchObject(fullRecipe)
})
