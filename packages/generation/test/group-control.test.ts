import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createMemoryStore, createQueue } from '@darkroom/job-queue'
import { expect, test } from 'vitest'
import { InvalidRequestError, NotFoundError, WrongStateError } from '../src/errors.ts'
import type { GenerationEvent } from '../src/events/generation-event.ts'
import type { SequenceStory } from '../src/groups/group-request.ts'
import type { BatchView, SequenceView } from '../src/groups/group-view.ts'
import type { PromptTexts } from '../src/job/job-request.ts'
import { frames } from './settings.ts'
import { asked, openStudio, request, type Studio } from './studio.ts'

async function groupEnded(studio: Studio, id: string): Promise<readonly GenerationEvent[]> {
  const { signal } = new AbortController()
  return Array.fromAsync(studio.generation.events({ groupId: id, signal }))
}

function known<T extends BatchView | SequenceView>(group: T | undefined): T {
  if (group === undefined) throw new Error('The group is not known')
  return group
}

const readJson = async (studio: Studio, path: string): Promise<unknown> =>
  JSON.parse(await readFile(join(studio.galleryRoot, path), 'utf8'))

const story: SequenceStory = {
  description: 'A girl opens a door and looks out into the rain.',
  arc: 'three acts',
  style: 'sdxl',
  keywords: ['ink'],
  characters: ['a girl'],
  setting: 'a house',
  atmosphere: 'quiet',
  prefix: 'a girl, a house, quiet',
  producer: 'built-in',
}

test('a paused batch begins nothing, also after a restart, while others run; resumed it ends', async () => {
  await using studio = await openStudio()
  await studio.generation.pause()
  const { id } = await studio.generation.groups.accept('batch', { ...request, batchCount: 2 })
  await studio.generation.groups.pause('batch', id)
  await studio.generation.resume()
  expect((await studio.run()).status).toBe('completed')
  await studio.close()
  await studio.open()
  expect((await studio.run()).status).toBe('completed')
  expect(studio.generation.groups.get('batch', id)).toMatchObject({
    status: 'queued',
    paused: true,
  })
  await expect
    .poll(() => readJson(studio, `batches/${id}/batch.json`))
    .toMatchObject({ status: 'queued', paused: true })
  await expect(studio.generation.groups.retry('batch', id)).rejects.toBeInstanceOf(WrongStateError)
  await studio.generation.groups.resume('batch', id)
  await groupEnded(studio, id)
  expect(studio.generation.groups.get('batch', id)).toMatchObject({
    status: 'completed',
    paused: false,
  })
})

test('whoever listens to a batch hears that it was paused, whoever listens to another does not', async () => {
  await using studio = await openStudio()
  await studio.generation.pause()
  const mine = await studio.generation.groups.accept('batch', { ...request, batchCount: 2 })
  const other = await studio.generation.groups.accept('batch', { ...request, batchCount: 2 })
  const after = studio.queue.lastEventId()
  await studio.generation.groups.pause('batch', mine.id)
  await studio.generation.groups.resume('batch', mine.id)
  await studio.generation.groups.cancel('batch', mine.id)
  await studio.generation.groups.cancel('batch', other.id)
  const { signal } = new AbortController()
  const heard = async (groupId: string): Promise<readonly string[]> => {
    const events = studio.generation.events({ groupId, after, signal })
    return (await Array.fromAsync(events)).map(({ type }) => type)
  }
  expect(await heard(mine.id)).toEqual(['paused', 'resumed', 'cancelled', 'cancelled'])
  expect(await heard(other.id)).toEqual(['cancelled', 'cancelled'])
})

test('what has ended cannot be paused, and is not paused though it was when it ended', async () => {
  await using studio = await openStudio()
  const { groups } = studio.generation
  const done = await groups.accept('batch', { ...request, batchCount: 2 })
  await groupEnded(studio, done.id)
  await expect(groups.pause('batch', done.id)).rejects.toBeInstanceOf(WrongStateError)
  await groups.resume('batch', done.id)
  expect(groups.get('batch', done.id)).toMatchObject({ status: 'completed', paused: false })
  expect(await groups.cancel('batch', done.id)).toMatchObject({ outcome: 'too-late', completed: 2 })
  await studio.generation.pause()
  const left = await groups.accept('batch', { ...request, batchCount: 2 })
  await groups.pause('batch', left.id)
  await groups.cancel('batch', left.id)
  await studio.generation.resume()
  expect(groups.get('batch', left.id)).toMatchObject({ status: 'cancelled', paused: false })
  await groups.retry('batch', left.id)
  await groupEnded(studio, left.id)
  expect(groups.get('batch', left.id)).toMatchObject({ status: 'completed', paused: false })
})

test('what is not there cannot be paused', async () => {
  await using studio = await openStudio()
  await expect(studio.generation.groups.pause('batch', 'no-such')).rejects.toBeInstanceOf(
    NotFoundError,
  )
})

test('pictures of a batch can share one run, each with a number and a sidecar of its own', async () => {
  await using studio = await openStudio()
  const batch = { ...request, batchCount: 3, baseSeed: 9, sharedRun: true }
  const { id, jobIds } = await studio.generation.groups.accept('batch', batch)
  expect(jobIds).toHaveLength(1)
  expect(known(studio.generation.groups.get('batch', id)).total).toBe(3)
  await groupEnded(studio, id)
  const { jobs, ...view } = known(studio.generation.groups.get('batch', id))
  expect(view).toMatchObject({ status: 'completed', total: 3, completed: 3, failed: [] })
  expect(jobs().flatMap(({ images }) => images.map(({ path }) => path))).toEqual([
    `batches/${id}/01_9.png`,
    `batches/${id}/01_9_02.png`,
    `batches/${id}/01_9_03.png`,
  ])
  expect(await readJson(studio, `batches/${id}/01_9_03.json`)).toMatchObject({
    seed: 9,
    batch: { id, number: 3 },
  })
  expect(studio.count('enqueue')).toBe(1)
  await expect(
    studio.generation.groups.accept('batch', { ...batch, seedMode: 'incremental' }),
  ).rejects.toBeInstanceOf(InvalidRequestError)
})

test('a sequence says in its file where its frames come from', async () => {
  await using studio = await openStudio()
  const { id } = await studio.generation.groups.accept('sequence', {
    ...asked({ seed: 5 }),
    frames: frames.toReversed(),
    story,
  })
  await groupEnded(studio, id)
  await expect
    .poll(() => readJson(studio, `sequences/${id}/sequence.json`))
    .toMatchObject({
      status: 'completed',
      story: story.description,
      arc: 'three acts',
      characters: ['a girl'],
      producer: 'built-in',
      base_seed: 5,
      parameters: { steps: 4, sampler: 'euler' },
      frames: [
        { frame_number: 1, prompt: 'A door opens, ink', seed: 5, files: ['001_a_door_opens.png'] },
        { frame_number: 2 },
        { frame_number: 3 },
      ],
    })
})

test('a frame can be made anew; until then and if that fails the former picture stands', async () => {
  await using studio = await openStudio()
  const { id } = await studio.generation.groups.accept('sequence', { ...request, frames })
  await groupEnded(studio, id)
  const before = known(studio.generation.groups.get('sequence', id))
  const former = before.jobs()[1]?.images[0]?.path ?? ''

  studio.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler' })
  await studio.generation.groups.redoFrame({ id, frameNumber: 2 })
  await groupEnded(studio, id)
  expect(known(studio.generation.groups.get('sequence', id))).toMatchObject({
    status: 'completed',
    completed: 3,
    failed: [],
    redone: [{ status: 'error' }],
  })

  studio.simulator.hold()
  const change = { prompt: 'She looks at the stars', inputs: { steps: 3 } }
  const redone = await studio.generation.groups.redoFrame({ id, frameNumber: 2 }, change)
  expect(redone?.id).toBe(id)
  expect(known(studio.generation.groups.get('sequence', id)).completed).toBe(3)
  await expect(studio.generation.groups.redoFrame({ id, frameNumber: 2 })).rejects.toBeInstanceOf(
    WrongStateError,
  )
  studio.simulator.release()
  await groupEnded(studio, id)
  const after = known(studio.generation.groups.get('sequence', id))
  expect(after).toMatchObject({ status: 'completed', total: 3, completed: 3, redone: [] })
  expect(after.jobs()[1]).toMatchObject({
    requestId: redone?.jobIds[0],
    recipe: { prompt: 'She looks at the stars', steps: 3 },
  })
  expect(after.jobs()[1]?.recipe.seed).not.toBe(before.jobs()[1]?.recipe.seed)
  expect(after.jobs()[1]?.images[0]?.path).not.toBe(former)
  expect(await studio.files()).toContain(former)
  expect(await studio.generation.groups.redoFrame({ id, frameNumber: 4 })).toBeUndefined()
})

test('a group is told right although the queue has forgotten what its jobs were', async () => {
  await using studio = await openStudio({
    queue: createQueue({ store: createMemoryStore(), fullJobs: 1 }),
  })
  const { id, seeds } = await studio.generation.groups.accept('sequence', {
    ...request,
    frames,
    seedMode: 'incremental',
  })
  await groupEnded(studio, id)
  await studio.run()
  expect(
    studio.queue.get(
      known(studio.generation.groups.get('sequence', id)).jobs()[0]?.requestId ?? '',
    ),
  ).toMatchObject({ lean: true })
  const { jobs, ...view } = known(studio.generation.groups.get('sequence', id))
  expect(view).toMatchObject({ status: 'completed', total: 3, completed: 3 })
  expect(jobs().map(({ recipe }) => recipe.seed)).toEqual(seeds)
  expect(jobs().map(({ recipe }) => recipe.prompt)).toEqual(frames.map(({ prompt }) => prompt))
})

/** Draws the word after the dollar: the seed itself. */
const drawPrompts = async (texts: PromptTexts, seed: number): Promise<PromptTexts> => ({
  prompt: texts.prompt.replace('$seed', String(seed)),
  negative_prompt: texts.negative_prompt,
})

test('wildcards are drawn once for each picture, and a rerun draws nothing new', async () => {
  await using studio = await openStudio({ drawPrompts })
  const drawn = asked({ prompt: 'number $seed' })
  const batch = { ...drawn, batchCount: 2, seedMode: 'incremental', baseSeed: 3 } as const
  const { id } = await studio.generation.groups.accept('batch', batch)
  await groupEnded(studio, id)
  const { jobs, ...view } = known(studio.generation.groups.get('batch', id))
  expect(view.request.inputs.prompt).toBe('number $seed')
  expect(jobs().map((job) => job.recipe.prompt)).toEqual(['number 3', 'number 4'])
  expect(await readJson(studio, `batches/${id}/02_4.json`)).toMatchObject({
    prompt: 'number 4',
    template: { prompt: 'number $seed' },
  })
  const { requestId } = await studio.generation.retry(jobs()[1]?.requestId ?? '')
  expect(await studio.ended(requestId)).toMatchObject({
    recipe: { prompt: 'number 4' },
    template: { prompt: 'number $seed' },
  })
  const literal = await studio.generation.accept(drawn, { literal: true })
  expect((await studio.ended(literal.requestId)).recipe.prompt).toBe('number $seed')
})
