import { expect, test } from 'vitest'
import { InvalidRequestError } from '../src/errors.ts'
import { groupToJson, type PlannedMember } from '../src/groups/group-members.ts'
import { imageJob, payloadToJson } from '../src/job/job-payload.ts'
import type { JobRequest } from '../src/job/job-request.ts'
import { frames, inputs as usual } from './settings.ts'
import { openStudio } from './studio.ts'

const flux = {
  diffusion_models: ['flux1-dev.safetensors'],
  text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
  vae: ['ae.safetensors'],
}

/** A request of somebody who says no more than has to be said. */
const asked = (inputs: Readonly<Record<string, unknown>>): JobRequest => ({
  workflow: 'text-to-image',
  inputs: { prompt: 'a fox', resolution: { width: 64, height: 64 }, ...inputs },
})

test('a batch and a sequence of such a model are made again alike, and a frame by another model too', async () => {
  await using studio = await openStudio({
    simulators: [{ models: flux }],
  })
  const { groups } = studio.generation
  const request = asked({ model: 'flux1-dev.safetensors', seed: 5, steps: 2 })
  const batch = await groups.accept('batch', { ...request, batchCount: 2 })
  const again = await groups.again('batch', batch.id)
  for (const id of [...batch.jobIds, ...again.jobIds]) {
    expect(await studio.ended(id)).toMatchObject({ status: 'completed', recipe: { guidance: 3.5 } })
  }
  const sequence = await groups.accept('sequence', { ...request, frames })
  for (const id of sequence.jobIds) expect((await studio.ended(id)).status).toBe('completed')
  expect(groups.get('sequence', sequence.id)?.request.inputs).toMatchObject({
    guidance: 3.5,
    vae: 'ae.safetensors',
  })
  const redone = await groups.redoFrame(
    { id: sequence.id, frameNumber: 1 },
    { inputs: { model: 'base/dreamscape_xl.safetensors', cfg: 5 } },
  )
  const other = await studio.ended(redone?.jobIds[0] ?? '')
  // What is not asked for comes from the new model's family, but for the size.
  expect(other).toMatchObject({
    status: 'completed',
    workflow: 'text-to-image',
    recipe: {
      model: 'base/dreamscape_xl.safetensors',
      ...{ cfg: 5, steps: 20, sampler: 'euler', scheduler: 'normal' },
      resolution: { width: 64, height: 64 },
    },
  })
  expect(other.recipe).not.toHaveProperty('guidance')
})

test('groups from before models had families are made again as they were accepted', async () => {
  const model = 'flux1-dev-fp8.safetensors'
  await using studio = await openStudio({ simulators: [{ models: { checkpoints: [model] } }] })
  const { groups } = studio.generation
  const workflow = 'text-to-image'
  const inputs = { ...usual, model, cfg: 7 }
  const refused = studio.generation.accept({ workflow, inputs })
  await expect(refused).rejects.toBeInstanceOf(InvalidRequestError)

  const stored = async (kind: 'batch' | 'sequence', group: object, members: PlannedMember[]) => {
    const jobs = members.map((member, index) => ({
      id: crypto.randomUUID(),
      kind: imageJob,
      payload: payloadToJson({ ...member, output: `before/${kind}-${index}` }),
    }))
    const id = members[0]?.part.id ?? ''
    await studio.queue.enqueue({ id, kind, payload: groupToJson(group, members), jobs })
    for (const job of jobs) expect((await studio.ended(job.id)).status).toBe('completed')
  }
  const made = async (ids: readonly string[] = []) => {
    expect(ids.length).toBeGreaterThan(0)
    for (const id of ids) {
      const job = await studio.ended(id)
      expect(job).toMatchObject({ status: 'completed', workflow, recipe: { model, cfg: 7 } })
    }
  }
  const [batchId, sequenceId] = [crypto.randomUUID(), crypto.randomUUID()]
  const seedMode = 'incremental'
  const batch = { workflow, inputs, batchCount: 2, seedMode, baseSeed: 7, sharedRun: false }
  await stored(
    'batch',
    batch,
    [1, 2].map((number) => ({
      workflow,
      inputs,
      part: { kind: 'batch', id: batchId, number, seedMode },
    })),
  )
  const more = await groups.again('batch', batchId, { batchCount: 3 })
  expect(more.jobIds).toHaveLength(3)
  await made(more.jobIds)

  await stored(
    'sequence',
    { workflow, inputs, frames, seedMode, chain: false },
    frames.map(({ prompt, frameNumber, description, shotType }) => ({
      workflow,
      inputs: { ...inputs, prompt },
      part: {
        kind: 'sequence',
        id: sequenceId,
        number: frameNumber,
        frameNumber,
        description,
        shotType,
      },
    })),
  )
  const same = await groups.again('sequence', sequenceId)
  await made(same.jobIds)
  await made((await groups.again('sequence', same.id)).jobIds)
  const frame = { id: sequenceId, frameNumber: 2 }
  await made((await groups.redoFrame(frame))?.jobIds)
  await made((await groups.redoFrame(frame, { prompt: 'Fog', inputs: { steps: 3 } }))?.jobIds)
  const limited = groups.redoFrame(frame, { inputs: { steps: 100_000 } })
  await expect(limited).rejects.toMatchObject({ field: 'steps' })
  const other = await groups.redoFrame(frame, { inputs: { model } })
  // Nobody asks for the negative prompt and the CFG of then.
  expect(await studio.ended(other?.jobIds[0] ?? '')).toMatchObject({
    workflow: 'text-to-image-flux1',
    recipe: { model, cfg: 1, negative_prompt: '', guidance: 3.5 },
  })
  const asked = groups.redoFrame(frame, { inputs: { model, negative_prompt: 'fog' } })
  await expect(asked).rejects.toMatchObject({ field: 'negative_prompt' })
})

test('frames of a sequence are made again each by the workflow of its own model', async () => {
  await using studio = await openStudio({
    simulators: [{ models: flux }],
    drawPrompts: async ({ prompt, ...same }) => ({
      ...same,
      prompt: prompt.replace('{red|green}', 'red'),
    }),
  })
  const { groups } = studio.generation
  const [first, second] = frames
  if (first === undefined || second === undefined) throw new Error('There are frames')
  const own = { model: 'base/dreamscape_xl.safetensors', cfg: 5 }
  const sequence = await groups.accept('sequence', {
    ...asked({ model: 'flux1-dev.safetensors', prompt: '-', steps: 2 }),
    frames: [
      { ...first, prompt: 'a {red|green} door' },
      { ...second, inputs: own },
    ],
  })
  const again = await groups.again('sequence', sequence.id)
  const jobs = await Promise.all(again.jobIds.map((id) => studio.ended(id)))
  expect(jobs).toMatchObject([
    {
      status: 'completed',
      workflow: 'text-to-image-flux1',
      recipe: { guidance: 3.5, prompt: 'a red door' },
      template: { prompt: 'a {red|green} door' },
    },
    { status: 'completed', workflow: 'text-to-image', recipe: { ...own, prompt: second.prompt } },
  ])
  const seeds = jobs.map(({ recipe }) => recipe.seed)
  expect(seeds).toEqual(again.seeds)
  expect(seeds[0]).not.toBe(sequence.seeds[0])
})
