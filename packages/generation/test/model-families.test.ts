import { systemClock } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { ComfyUnavailableError, InvalidRequestError, MissingFilesError } from '../src/errors.ts'
import type { JobRequest } from '../src/job/job-request.ts'
import { openStudio, type Studio } from './studio.ts'

const flux = {
  diffusion_models: ['flux/flux1-dev.safetensors', 'flux/flux1-schnell.safetensors'],
  text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors', 'umt5_xxl.safetensors'],
  vae: ['ae.safetensors', 'sdxl_vae.safetensors'],
}

/** A request of somebody who says no more than has to be said. */
const asked = (inputs: Readonly<Record<string, unknown>>): JobRequest => ({
  workflow: 'text-to-image',
  inputs: { prompt: 'a fox', resolution: { width: 64, height: 64 }, ...inputs },
})

const run = async (studio: Studio, inputs: Readonly<Record<string, unknown>>) =>
  studio.ended((await studio.generation.accept(asked(inputs))).requestId)

test('a diffusion model is run by the workflow of its family, with the files found beside it', async () => {
  await using studio = await openStudio({ simulators: [{ models: flux, windowsPaths: true }] })
  const job = await run(studio, { model: 'flux/flux1-dev.safetensors' })
  expect(job).toMatchObject({
    status: 'completed',
    workflow: 'text-to-image-flux1',
    recipe: {
      model: 'flux\\flux1-dev.safetensors',
      text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
      vae: 'ae.safetensors',
      steps: 20,
      cfg: 1,
      guidance: 3.5,
      sampler: 'euler',
      scheduler: 'simple',
    },
  })
  const [enqueued] = studio.simulator.oracle().filter(({ event }) => event === 'enqueue')
  expect(enqueued).toBeDefined()
  const schnell = await run(studio, { model: 'flux/flux1-schnell.safetensors' })
  expect(schnell).toMatchObject({ status: 'completed', recipe: { steps: 4, cfg: 1 } })
  const retried = await studio.generation.retry(schnell.requestId)
  expect(await studio.ended(retried.requestId)).toMatchObject({
    status: 'completed',
    inputs: schnell.inputs,
  })
})

test('a checkpoint of Stable Diffusion keeps the defaults that it always had', async () => {
  await using studio = await openStudio()
  const model = 'base/dreamscape_xl.safetensors'
  const usual = { steps: 20, cfg: 7, sampler: 'euler', scheduler: 'normal' }
  const plain = await run(studio, { model })
  expect(plain).toMatchObject({ workflow: 'text-to-image', recipe: usual })
  const vae = 'vae-ft-mse-840000-ema-pruned.safetensors'
  const other = await run(studio, { model, vae, clip_skip: 2 })
  expect(other).toMatchObject({
    status: 'completed',
    workflow: 'text-to-image-sd15',
    recipe: { ...usual, vae, clip_skip: 2 },
  })
})

test('what is missing beside a model is told with its folder, and what the family has not with a reason', async () => {
  await using studio = await openStudio({
    simulators: [
      {
        models: {
          ...flux,
          vae: ['mine.safetensors'],
          diffusion_models: ['flux1-dev.safetensors', 'x.sft'],
        },
      },
    ],
  })
  const refused = async (inputs: Readonly<Record<string, unknown>>): Promise<unknown> =>
    studio.generation.accept(asked({ model: 'flux1-dev.safetensors', ...inputs })).catch((e) => e)
  const missing = await refused({})
  expect(missing).toBeInstanceOf(MissingFilesError)
  expect(missing).toMatchObject({
    message:
      '"flux1-dev.safetensors" needs ae.safetensors in models/vae, which server-1 does not have',
    missing: [{ path: ['vae'], folder: 'vae', file: 'ae.safetensors' }],
  })
  const vae = 'mine.safetensors'
  expect(await refused({ vae, cfg: 7 })).toMatchObject({ field: 'cfg' })
  expect(await refused({ vae, negative_prompt: 'people' })).toMatchObject({
    field: 'negative_prompt',
    message: expect.stringContaining('guidance is distilled'),
  })
  expect(await refused({ vae: 'none.safetensors' })).toMatchObject({ field: 'vae' })
  expect(await refused({ model: 'x.sft' })).toMatchObject({
    field: 'model',
    message: expect.stringContaining('family'),
  })
  const unknown = await refused({ model: 'flux1-dv.safetensors' })
  expect(unknown).toBeInstanceOf(InvalidRequestError)
  expect(unknown).toMatchObject({ nearest: ['flux1-dev.safetensors'] })
  // A value that changes nothing is no offence.
  const job = await run(studio, {
    model: 'flux1-dev.safetensors',
    vae,
    cfg: 1,
    negative_prompt: '',
  })
  expect(job).toMatchObject({ status: 'completed', recipe: { vae } })
  // A file that was put there a moment ago is found.
  studio.simulator.setModels({ vae: ['ae.safetensors'] })
  await expect.poll(() => refused({}), { timeout: 5_000 }).toMatchObject({ created: true })
})

test('a job goes only to servers that have the model and what it needs beside it', async () => {
  const model = 'flux1-dev.safetensors'
  const models = { ...flux, diffusion_models: [model] }
  await using studio = await openStudio({
    simulators: [
      { models: { ...models, vae: [] } },
      { models },
      { models: { ...models, diffusion_models: [] } },
    ],
  })
  const batch = await studio.generation.groups.accept('batch', {
    ...asked({ model }),
    batchCount: 3,
  })
  for (const id of batch.jobIds) {
    expect(await studio.ended(id)).toMatchObject({ status: 'completed', server: 'server-2' })
  }
  expect(studio.simulators.map((one) => studio.count('enqueue', one))).toEqual([0, 3, 0])
  await studio.generation.drainServer('server-2')
  const { requestId } = await studio.generation.accept(asked({ model }))
  expect(studio.generation.get(requestId)?.waitingFor).toMatchObject({ reason: 'server' })
  const details = await studio.generation.modelDetails('diffusion', model)
  expect(details.companions?.at(-1)).toMatchObject({
    word: 'vae',
    file: 'ae.safetensors',
    found: [{ server: 'server-2', filename: 'ae.safetensors' }],
    missingOn: ['server-1'],
  })
})

test('the files that most servers have are preferred', async () => {
  const model = 'flux1-dev.safetensors'
  const models = { ...flux, diffusion_models: [model] }
  const eight = ['clip_l.safetensors', 't5xxl_fp8_e4m3fn_scaled.safetensors']
  await using studio = await openStudio({
    simulators: [
      { models },
      { models: { ...models, text_encoders: eight } },
      { models: { ...models, text_encoders: eight } },
    ],
  })
  const { requestId } = await studio.generation.accept(asked({ model }))
  expect(studio.generation.get(requestId)?.recipe.text_encoders).toEqual(eight)
})

test('only a refusal that newer lists could change has them fetched anew', async () => {
  let ahead = 0
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + ahead }
  await using studio = await openStudio({
    simulators: [{ models: flux }],
    timings: { catalog: 60_000 },
    clock,
  })
  const accept = (inputs: Readonly<Record<string, unknown>>) =>
    studio.generation.accept(asked({ model: 'flux/flux1-dev.safetensors', ...inputs }))
  await accept({})
  ahead = 5_000
  const asking = studio.simulator.faults.add({
    kind: 'delay',
    route: 'GET /object_info/UNETLoader',
    times: 'always',
    ms: 1,
  })
  await expect(accept({ cfg: 7 })).rejects.toMatchObject({ field: 'cfg' })
  expect(asking.hits).toBe(0)
  await expect(accept({ vae: 'x.sft' })).rejects.toMatchObject({ field: 'vae' })
  expect(asking.hits).toBe(1)
})

test('a server that does not tell headers holds up neither jobs with the model nor the look at its family', async () => {
  await using studio = await openStudio({ simulators: [{}] })
  const asking = studio.simulator.faults.add({
    kind: 'server-error',
    route: 'GET /view_metadata',
    times: 'always',
  })
  const model = 'base/photoreal_v5.safetensors'
  for (let each = 0; each < 3; each += 1) await studio.generation.accept(asked({ model }))
  expect(asking.hits).toBe(1)
  const family = await studio.generation.modelFamily('base/dreamscape_xl.safetensors')
  expect(family).toMatchObject({ family: { id: 'sdxl' }, by: 'name' })
  expect(asking.hits).toBe(1)
})

test('no job gets files that only a server has that is given no work, while another has its own', async () => {
  const model = 'flux1-dev.safetensors'
  const models = { ...flux, diffusion_models: [model] }
  const eight = ['clip_l.safetensors', 't5xxl_fp8_e4m3fn_scaled.safetensors']
  await using studio = await openStudio({
    simulators: [{ models }, { models }, { models: { ...models, text_encoders: eight } }],
  })
  await studio.generation.drainServer('server-1')
  await studio.generation.drainServer('server-2')
  expect(await run(studio, { model })).toMatchObject({
    status: 'completed',
    server: 'server-3',
    recipe: { text_encoders: eight },
  })
  await studio.generation.drainServer('server-3')
  const { requestId } = await studio.generation.accept(asked({ model }))
  expect(studio.generation.get(requestId)?.recipe.text_encoders).not.toEqual(eight)
})

test('a server that went away before it was asked what a family needs is not said to lack it', async () => {
  const model = 'flux1-dev.safetensors'
  await using studio = await openStudio({
    simulators: [
      { models: { diffusion_models: [] } },
      { models: { ...flux, diffusion_models: [model] } },
    ],
  })
  const away = async () => {
    const fault = { kind: 'reset', route: '', times: 'always' } as const
    const handle = studio.simulators[1]?.faults.add(fault)
    await expect.poll(() => studio.generation.servers()[1]?.status).toBe('unreachable')
    return handle
  }
  const silence = await away()
  const refused = await studio.generation.accept(asked({ model })).catch((error) => error)
  expect(refused).toBeInstanceOf(ComfyUnavailableError)
  expect(refused.message).toContain(studio.simulators[1]?.url)
  expect(refused.message).not.toContain(studio.simulator.url)
  const unknown = studio.generation.accept(asked({ model: 'flux1-dv.safetensors' }))
  await expect(unknown).rejects.toBeInstanceOf(InvalidRequestError)
  silence?.remove()
  await expect.poll(() => studio.generation.servers()[1]?.status).toBe('ready')
  expect(await run(studio, { model })).toMatchObject({ status: 'completed', server: 'server-2' })

  // Once it was asked, jobs wait for it.
  const again = await away()
  const { requestId } = await studio.generation.accept(asked({ model }))
  expect(studio.generation.get(requestId)?.status).toBe('queued')
  again?.remove()
  expect((await studio.ended(requestId)).status).toBe('completed')
})

test('such a server gets the job when it is back, where jobs are accepted while servers are down', async () => {
  const model = 'flux1-dev.safetensors'
  await using studio = await openStudio({
    acceptWhileDown: true,
    simulators: [
      { models: { diffusion_models: [] } },
      { models: { ...flux, diffusion_models: [model] } },
    ],
  })
  const fault = { kind: 'reset', route: '', times: 'always' } as const
  const silence = studio.simulators[1]?.faults.add(fault)
  await expect.poll(() => studio.generation.servers()[1]?.status).toBe('unreachable')
  const { requestId } = await studio.generation.accept(asked({ model }))
  expect(studio.generation.get(requestId)?.workflow).toBe('text-to-image-flux1')
  silence?.remove()
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-2' })
})
