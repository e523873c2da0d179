import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { textToImage } from '@darkroom/workflow-builder'
import { expect, test } from 'vitest'
import { InvalidRequestError } from '../src/errors.ts'
import type { BatchRequest } from '../src/groups/group-request.ts'
import type { BatchView } from '../src/groups/group-view.ts'
import { cellsOf, type Matrix } from '../src/groups/matrix.ts'
import { inputs } from './settings.ts'
import { openStudio, request, type Studio } from './studio.ts'

async function ended(studio: Studio, id: string): Promise<BatchView> {
  const { signal } = new AbortController()
  for await (const _ of studio.generation.events({ groupId: id, signal }));
  const batch = studio.generation.groups.get('batch', id)
  if (batch?.finishedAt === undefined) throw new Error(`Batch ${id} has not ended`)
  return batch
}

const ofWords = (matrix: Matrix): BatchRequest => ({
  ...request,
  batchCount: 0,
  seedMode: 'incremental',
  baseSeed: 7,
  matrix,
  cells: [...cellsOf(matrix)].map((values) => ({ inputs: values, values })),
})

test('a matrix has a picture of each choice, told with its values, in files, views and retries', async () => {
  await using studio = await openStudio()
  const { groups } = studio.generation
  studio.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler', skip: 1 })
  const matrix = { prompt: ['a fox', 'a hen'], steps: [1, 2, 3, 4, 5, 6] }
  const { id, seeds } = await groups.accept('batch', ofWords(matrix))
  expect(seeds).toEqual(Array.from({ length: 12 }, (_, index) => 7 + index))
  const first = await ended(studio, id)
  expect(first).toMatchObject({ total: 12, completed: 11, failed: [2], jobCount: 12 })
  await groups.retry('batch', id)
  const batch = await ended(studio, id)
  expect(batch).toMatchObject({ completed: 12, failed: [], request: { matrix, batchCount: 12 } })
  const jobs = batch.jobs()
  expect(jobs.map(({ recipe: { prompt, steps, seed } }) => [prompt, steps, seed])).toEqual(
    [...cellsOf(matrix)].map(({ prompt, steps }, index) => [prompt, steps, 7 + index]),
  )
  const second = jobs[1]
  expect(second).toMatchObject({ part: { values: { prompt: 'a fox', steps: 2 } } })
  expect(second?.retryOf).toBe(first.jobs()[1]?.requestId)
  expect(batch.jobs({ from: 10, most: 5 }).map(({ part }) => part?.number)).toEqual([11, 12])
  const sidecar = JSON.parse(
    await readFile(join(studio.galleryRoot, `batches/${id}/12_18.json`), 'utf8'),
  )
  expect(sidecar.batch).toEqual({
    id,
    number: 12,
    seed_mode: 'incremental',
    values: { prompt: 'a hen', steps: 6 },
  })
  await expect
    .poll(async () =>
      JSON.parse(await readFile(join(studio.galleryRoot, `batches/${id}/batch.json`), 'utf8')),
    )
    .toMatchObject({ matrix, completed_images: 12 })

  const again = await groups.again('batch', id, { baseSeed: 100, seedMode: 'fixed' })
  expect(await ended(studio, again.id)).toMatchObject({ completed: 12, request: { matrix } })
  const anew = groups.get('batch', again.id)?.jobs() ?? []
  expect(
    anew.map(({ recipe, part }) => ({ recipe, values: part?.kind === 'batch' && part.values })),
  ).toEqual(
    jobs.map(({ recipe, part }) => ({
      recipe: { ...recipe, seed: 100 },
      values: part?.kind === 'batch' && part.values,
    })),
  )
})

test('a matrix over a graph has the graph once, and each job its own values and seed in it', async () => {
  await using studio = await openStudio()
  const plain = textToImage({ ...inputs, seed: 1 }).toPrompt()
  const [sampler = ''] = Object.keys(plain).filter((id) => plain[id]?.class_type === 'KSampler')
  const graph = JSON.stringify({
    ...plain,
    // What makes it large is never looked at again.
    ...Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `note${index}`,
        { class_type: 'CLIPTextEncode', inputs: { text: 'x'.repeat(900), clip: ['1', 1] } },
      ]),
    ),
  })
  const matrix = { steps: [1, 2, 3, 4], cfg: [5, 6] }
  const { id } = await studio.generation.groups.accept('batch', {
    workflow: 'graph',
    inputs: { graph },
    batchCount: 0,
    baseSeed: 4_294_967_295,
    seedMode: 'incremental',
    seeds: { places: [{ nodeId: sampler, input: 'seed' }], most: 2 ** 32 - 1 },
    matrix,
    cells: [...cellsOf(matrix)].map((values) => ({
      inputs: { set: { [sampler]: { steps: String(values.steps), cfg: String(values.cfg) } } },
      values,
    })),
  })
  const group = studio.queue.getGroup(id)
  expect(JSON.stringify(group).split('x'.repeat(900)).length - 1).toBe(200)
  expect(JSON.stringify(group?.jobIds.map((job) => studio.queue.get(job))).length).toBeLessThan(
    8_000,
  )
  await studio.close()
  await studio.open()
  const jobs = (await ended(studio, id)).jobs()
  expect(jobs.map(({ recipe: { steps, cfg, seed } }) => [steps, cfg, seed])).toEqual(
    [...cellsOf(matrix)].map(({ steps, cfg }, index) => [
      steps,
      cfg,
      index === 0 ? 2 ** 32 - 1 : index - 1,
    ]),
  )
})

test('what is wrong with one choice is told with its place, and nothing is accepted', async () => {
  await using studio = await openStudio()
  const { groups } = studio.generation
  const wrong = groups.accept('batch', ofWords({ steps: [1, 2], model: ['none such'] }))
  await expect(wrong).rejects.toThrow(InvalidRequestError)
  await expect(wrong).rejects.toMatchObject({
    field: 'matrix.model.0',
    message: expect.stringContaining('no server has "none such"'),
  })
  await expect(
    groups.accept('batch', ofWords({ prompt: ['a'], steps: [1, 2, 999] })),
  ).rejects.toMatchObject({
    field: 'matrix.steps.2',
  })
  const many = {
    steps: Array.from({ length: 101 }, () => 1),
    cfg: Array.from({ length: 100 }, () => 1),
  }
  await expect(groups.accept('batch', ofWords(many))).rejects.toThrow('from 1 to 10000, got 10100')
  expect(groups.list('batch').items).toEqual([])
})

test('who follows two thousand jobs of a batch is told of each when they are cancelled, and of the end', async () => {
  await using studio = await openStudio({ maxWaiting: 5_000 })
  const { generation } = studio
  await generation.pause()
  const prompts = Array.from({ length: 2_000 }, (_, index) => `fox ${index}`)
  const { id } = await generation.groups.accept('batch', ofWords({ prompt: prompts }))
  const after = generation.lastEventId()
  const { signal } = new AbortController()
  const ends = new Set<string>()
  const following = (async () => {
    for await (const event of generation.events({ groupId: id, after, signal })) {
      if (event.type === 'cancelled') ends.add(event.requestId)
    }
  })()
  expect(await generation.groups.cancel('batch', id)).toMatchObject({ outcome: 'cancelled' })
  await following
  expect(ends.size).toBe(2_000)
})
