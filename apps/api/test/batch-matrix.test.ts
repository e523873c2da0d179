import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptedBatchSchema, type Batch, batchSchema } from '../src/groups/batch-schemas.ts'
import { editorWorkflow } from './editor-workflow.ts'
import { problem, type RunningDarkroom, request, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
  await writeFile(join(running.gallery, 'workflows', 'boats.json'), editorWorkflow())
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const post = (path: string, json: object): Promise<Response> =>
  fetch(`${running.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
  })

async function accepted(body: object): Promise<string> {
  const answer = await post('/batch', body)
  expect(await answer.clone().json()).not.toHaveProperty('detail')
  expect(answer.status).toBe(202)
  return acceptedBatchSchema.parse(await answer.json()).batch_id
}

const get = async (id: string, query = ''): Promise<Batch> =>
  batchSchema.parse(await (await fetch(`${running.url}/api/batch/${id}${query}`)).json())

async function ended(id: string): Promise<Batch> {
  await (await fetch(`${running.url}/api/batch/${id}/events`)).text()
  return get(id)
}

test('a matrix over the inputs of a workflow of the editor paints each choice, with seeds by the mode', async () => {
  const matrix = { prompt: ['a {red|blue} boat', 'a raft', 'a canoe'], steps: [1, 2] }
  const id = await accepted({
    workflow: 'boats',
    inputs: { cfg: 3 },
    matrix,
    seed_mode: 'incremental',
    base_seed: 40,
  })
  const batch = await ended(id)
  expect(batch).toMatchObject({ status: 'completed', total_images: 6, completed_images: 6, matrix })
  expect(batch.seeds).toEqual([40, 41, 42, 43, 44, 45])
  expect(batch.values).toEqual([
    { prompt: 'a {red|blue} boat', steps: 1 },
    { prompt: 'a {red|blue} boat', steps: 2 },
    { prompt: 'a raft', steps: 1 },
    { prompt: 'a raft', steps: 2 },
    { prompt: 'a canoe', steps: 1 },
    { prompt: 'a canoe', steps: 2 },
  ])
  expect(
    batch.images
      .slice(2)
      .map(({ prompt, parameters, seed }) => [prompt, parameters.steps, parameters.cfg, seed]),
  ).toEqual([
    ['a raft', 1, 3, 42],
    ['a raft', 2, 3, 43],
    ['a canoe', 1, 3, 44],
    ['a canoe', 2, 3, 45],
  ])
  expect(batch.images[0]?.prompt).toMatch(/^a (?:red|blue) boat$/)
})

test('the words of a picture make a matrix, and several seeds of a workflow no matrix', async () => {
  const { prompt: _, ...words } = request
  const words4 = await accepted({ ...words, matrix: { prompt: ['a fox', 'a hen'], cfg: [4, 5] } })
  const seeds3 = await accepted({
    workflow: 'boats',
    batch_count: 3,
    seed_mode: 'incremental',
    base_seed: 7,
  })
  const ofWords = await ended(words4)
  expect(ofWords.images.map(({ prompt, parameters }) => [prompt, parameters.cfg])).toEqual([
    ['a fox', 4],
    ['a fox', 5],
    ['a hen', 4],
    ['a hen', 5],
  ])
  expect(await ended(seeds3)).toMatchObject({ seeds: [7, 8, 9], completed_images: 3 })
})

test('what is wrong names its list and place, and nothing is accepted', async () => {
  const told = async (body: object, status = 400) => {
    const { errors, detail } = await problem(await post('/batch', body), status)
    return { status, paths: errors?.map(({ path }) => path), detail }
  }
  expect(
    await told({ workflow: 'boats', matrix: { prompt: ['a', 7, 'c'], steps: [1, 'x'] } }),
  ).toMatchObject({ status: 400, paths: ['matrix.prompt.1', 'matrix.steps.1'] })
  expect(await told({ workflow: 'boats', matrix: { nothing: [1] } })).toMatchObject({
    status: 400,
    paths: ['matrix.nothing.0'],
  })
  expect(await told({ ...request, matrix: { steps: [1, 2, 999] } })).toMatchObject({
    status: 400,
    paths: ['matrix.steps.2'],
  })
  expect(await told({ ...request, matrix: { model: ['none such'] } })).toMatchObject({
    status: 400,
    detail: expect.stringContaining('matrix.model.0'),
  })
  const hundred = Array.from({ length: 101 }, (_, index) => index)
  expect(await told({ workflow: 'boats', matrix: { steps: hundred, cfg: hundred } })).toMatchObject(
    {
      status: 400,
      detail: expect.stringContaining('10201'),
    },
  )
  expect(await told({ workflow: 'boats' })).toMatchObject({ status: 400, paths: ['batch_count'] })
  expect(await told({ workflow: 'boats', prompt: 'x', batch_count: 2 })).toMatchObject({
    status: 400,
    paths: ['prompt'],
  })
  expect(await told({ workflow: 'no such', batch_count: 2 }, 404)).toMatchObject({ status: 404 })
})

test('ten thousand prompts of a few hundred characters are taken, and what cannot be stored is refused whole', async () => {
  await post('/queue/pause', {})
  const texts = (count: number, length: number) =>
    Array.from({ length: count }, (_, index) => `boat ${index} `.padEnd(length, 'in the fog '))
  const id = await accepted({
    workflow: 'boats',
    matrix: { prompt: texts(5_000, 700), cfg: [3, 4] },
  })
  expect((await get(id, '?from=9999')).values).toEqual([
    { prompt: texts(5_000, 700)[4_999], cfg: 4 },
  ])
  await fetch(`${running.url}/api/batch/${id}`, { method: 'DELETE' })
  const all = async () => (await fetch(`${running.url}/api/batch`)).text()
  const before = await all()
  const tooLong = await post('/batch', {
    workflow: 'boats',
    matrix: { prompt: texts(20, 100_000) },
  })
  const refused = await problem(tooLong, 413)
  expect(refused).toMatchObject({ code: 'too_large', hint: expect.stringContaining('Split') })
  expect(refused.detail).toMatch(/has \d+ bytes as it would be stored, and at most \d+ can be/)
  expect(await all()).toBe(before)
  await post('/queue/resume', {})
}, 60_000)

test('ten thousand jobs are accepted in one answer, told in pages, and cancelled in one', async () => {
  await post('/queue/pause', {})
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
  const id = await accepted({
    workflow: 'boats',
    matrix: { prompt: hundred.map((number) => `boat ${number}`), steps: hundred },
  })
  const first = await get(id)
  expect(first).toMatchObject({ total_images: 10_000, next_from: 1_000, status: 'queued' })
  expect(first.job_ids).toHaveLength(1_000)
  const last = await get(id, '?from=9900')
  expect(last).not.toHaveProperty('next_from')
  expect(last.values?.at(-1)).toEqual({ prompt: 'boat 100', steps: 100 })
  const answer = await fetch(`${running.url}/api/batch/${id}`, { method: 'DELETE' })
  expect(await answer.json()).toEqual({ cancelled: true, completed_images: 0 })
  await post('/queue/resume', {})
  expect(await get(id)).toMatchObject({ status: 'cancelled', completed_images: 0 })
}, 60_000)
