import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileStore, createQueue } from '@darkroom/job-queue'
import { expect, test } from 'vitest'
import { openStudio, type Studio } from './studio.ts'

// Recorded by the last version whose jobs did not name their workflow, killed in the middle. Seeds and texts come from
// that recording.
const recorded = join(import.meta.dirname, 'fixtures', 'journal-version-1')
const ids = {
  done: 'a2f51aca-b807-4e7e-ae47-e20ed568d1cd',
  failed: 'a3aa4e96-5df4-419c-b791-6d79b8b3da44',
  cancelled: '6775215a-559e-4b20-bf61-b7ac30f2fa21',
  running: '05391eb9-277c-4699-af3d-deebdeda8472',
  waiting: '296416e7-4c69-4ca8-a5a7-6938c0ff5ffb',
  batchDone: '725619e7-0c88-4514-b97d-ec87413feb92',
  sharedDone: 'fff6974d-4e89-446d-9323-141a9140e8fa',
  batchWaiting: '177544d3-b541-4eee-abe0-c4d1d9f46d08',
  sequenceDone: '0b0bdcb2-79dd-497b-8190-43730139b05d',
  sequenceWaiting: '92307a31-a6ad-4bde-a6ef-946ed74f02e4',
}

async function openRecorded(): Promise<Studio> {
  const directory = await mkdtemp(join(tmpdir(), 'darkroom-journal-'))
  await cp(recorded, directory, { recursive: true })
  const queue = createQueue({ store: createFileStore({ directory, ballastBytes: 0 }) })
  const studio = await openStudio({ queue, timings: { timeout: 120_000 } })
  studio.defer(async () => {
    await queue.close()
    await rm(directory, { recursive: true, force: true })
  })
  return studio
}

const sidecarOf = async (studio: Studio, path = ''): Promise<unknown> =>
  JSON.parse(await readFile(join(studio.galleryRoot, path.replace('.png', '.json')), 'utf8'))

test('a journal of version 1 opens: what had ended is told as it was', async () => {
  await using studio = await openRecorded()
  const { generation } = studio
  expect(generation.get(ids.done)).toMatchObject({
    status: 'completed',
    workflow: 'text-to-image',
    recipe: {
      prompt: 'a green boat at dawn',
      negative_prompt: '',
      model: 'base/dreamscape_xl.safetensors',
      seed: 5,
      steps: 3,
      cfg: 7,
      sampler: 'euler',
      scheduler: 'normal',
      resolution: { width: 64, height: 64 },
      loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.5 }],
    },
    template: { prompt: 'a {red|green} boat at __sky__', negative_prompt: '' },
  })
  expect(generation.get(ids.failed)).toMatchObject({
    status: 'error',
    recipe: { prompt: 'broken', model: 'base/photoreal_v5.safetensors', seed: 6 },
  })
  expect(generation.get(ids.cancelled)?.status).toBe('cancelled')
  expect(generation.groups.get('batch', ids.batchDone)).toMatchObject({
    status: 'completed',
    request: {
      workflow: 'text-to-image',
      inputs: { prompt: 'a lighthouse {one|two|three}', steps: 3 },
      seedMode: 'incremental',
      baseSeed: 100,
    },
  })
  expect(generation.groups.get('batch', ids.batchDone)?.jobs()).toMatchObject([
    { recipe: { seed: 100 } },
    { recipe: { seed: 101 } },
  ])
  expect(generation.groups.get('batch', ids.sharedDone)).toMatchObject({ total: 4, completed: 4 })
  const sequence = generation.groups.get('sequence', ids.sequenceDone)
  expect(sequence).toMatchObject({
    status: 'completed',
    request: { inputs: { seed: 77 }, frames: [{}, { inputs: { steps: 4, cfg: 5 } }, {}] },
  })
  expect(sequence?.jobs()).toMatchObject([
    {},
    { recipe: { prompt: 'another frame', cfg: 3, steps: 4 } },
    {},
  ])
})

test('what ran or waited in a journal of version 1 is made, with its own words and seeds', async () => {
  await using studio = await openRecorded()
  const running = await studio.ended(ids.running)
  expect(running).toMatchObject({ status: 'completed', recipe: { prompt: 'a slow one', seed: 8 } })
  const waiting = await studio.ended(ids.waiting)
  expect(await sidecarOf(studio, waiting.images[0]?.path)).toMatchObject({
    prompt: 'a waiting one',
    negative_prompt: 'people',
    seed: 10,
    parameters: {
      steps: 3,
      resolution: { width: 64, height: 64 },
      loras: [{ name: 'style/ink.safetensors', strength_model: 0.7, strength_clip: 0.7 }],
    },
  })
  const { signal } = new AbortController()
  for (const groupId of [ids.batchWaiting, ids.sequenceWaiting]) {
    for await (const _ of studio.generation.events({ groupId, signal }));
  }
  const batch = studio.generation.groups.get('batch', ids.batchWaiting)
  expect(batch).toMatchObject({ status: 'completed', total: 3, completed: 3 })
  expect(batch?.jobs().map(({ recipe }) => recipe.seed)).toEqual([11, 11, 11])
  expect(studio.generation.groups.get('sequence', ids.sequenceWaiting)).toMatchObject({
    status: 'completed',
    completed: 3,
  })
  // One run for the job that was being worked on, one for the job behind it, three and three for the groups.
  expect(studio.count('enqueue')).toBe(8)
  const again = await studio.generation.groups.again('batch', ids.batchDone, { batchCount: 2 })
  expect(again.jobIds).toHaveLength(2)
})
