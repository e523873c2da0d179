import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { InvalidRequestError, WrongStateError } from '../src/errors.ts'
import type { BatchView, SequenceView } from '../src/groups/group-view.ts'
import { frames } from './settings.ts'
import { asked, openStudio, request, type Studio } from './studio.ts'

const isEnded = ({ status }: BatchView | SequenceView): boolean =>
  status !== 'queued' && status !== 'processing'

async function batchEnded(studio: Studio, id: string): Promise<BatchView> {
  const { signal } = new AbortController()
  for await (const _ of studio.generation.events({ groupId: id, signal }));
  const batch = studio.generation.groups.get('batch', id)
  if (batch === undefined || !isEnded(batch)) throw new Error(`Batch ${id} has not ended`)
  return batch
}

test('a batch makes its pictures under its own folder, and says so in a file', async () => {
  await using studio = await openStudio()
  const { id, jobIds, seeds } = await studio.generation.groups.accept('batch', {
    ...request,
    batchCount: 3,
    seedMode: 'incremental',
    baseSeed: 100,
  })
  expect(jobIds).toHaveLength(3)
  expect(seeds).toEqual([100, 101, 102])
  const batch = await batchEnded(studio, id)
  expect(batch).toMatchObject({ status: 'completed', total: 3, completed: 3, failed: [] })
  expect(batch.jobs().flatMap(({ images }) => images.map(({ path }) => path))).toEqual([
    `batches/${id}/01_100.png`,
    `batches/${id}/02_101.png`,
    `batches/${id}/03_102.png`,
  ])
  const file = join(studio.galleryRoot, 'batches', id, 'batch.json')
  await expect
    .poll(async () => JSON.parse(await readFile(file, 'utf8')))
    .toMatchObject({
      batch_id: id,
      status: 'completed',
      completed_images: 3,
      seed_mode: 'incremental',
    })
  expect(studio.generation.groups.list('batch').items.map((one) => one.id)).toEqual([id])
})

test('one failed picture does not stop the rest, and only it is retried', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler', skip: 1 })
  const { id } = await studio.generation.groups.accept('batch', { ...request, batchCount: 3 })
  expect(await batchEnded(studio, id)).toMatchObject({
    status: 'completed',
    completed: 2,
    failed: [2],
  })
  const [again, same] = await Promise.all([
    studio.generation.groups.retry('batch', id),
    studio.generation.groups.retry('batch', id),
  ])
  expect(again.jobIds).toHaveLength(1)
  expect(same.jobIds).toEqual(again.jobIds)
  const retried = await batchEnded(studio, id)
  expect(retried).toMatchObject({ status: 'completed', total: 3, completed: 3, failed: [] })
  expect(retried.jobs()[1]?.retryOf).toBeDefined()
  await expect(studio.generation.groups.retry('batch', id)).rejects.toBeInstanceOf(WrongStateError)
})

test('a cancelled batch keeps what was finished', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 40 }] })
  const { id } = await studio.generation.groups.accept('batch', { ...request, batchCount: 5 })
  await expect.poll(() => studio.generation.groups.get('batch', id)?.completed).toBeGreaterThan(0)
  const { outcome, completed } = await studio.generation.groups.cancel('batch', id)
  expect(outcome).toBe('requested')
  const batch = await batchEnded(studio, id)
  expect(batch.status).toBe('cancelled')
  expect(batch.completed).toBeGreaterThanOrEqual(completed)
  expect((await studio.files()).filter((file) => file.endsWith('.png'))).toHaveLength(
    batch.completed,
  )
})

test('the same key gives the same batch', async () => {
  await using studio = await openStudio()
  const options = { idempotencyKey: 'k' }
  const first = await studio.generation.groups.accept(
    'batch',
    { ...request, batchCount: 2 },
    options,
  )
  const second = await studio.generation.groups.accept(
    'batch',
    { ...request, batchCount: 2 },
    options,
  )
  expect(second).toMatchObject({ id: first.id, created: false, seeds: first.seeds })
  await expect(
    studio.generation.groups.accept('batch', { ...request, batchCount: 3 }, options),
  ).rejects.toMatchObject({ name: 'ConflictError' })
})

test('a batch has from two to twenty pictures', async () => {
  await using studio = await openStudio()
  for (const batchCount of [1, 21, 2.5]) {
    await expect(
      studio.generation.groups.accept('batch', { ...request, batchCount }),
    ).rejects.toBeInstanceOf(InvalidRequestError)
  }
})

test('a batch whose runs make several pictures each is made again alike', async () => {
  await using studio = await openStudio()
  const { groups } = studio.generation
  await studio.generation.pause()
  const first = await groups.accept('batch', { ...asked({ batch_size: 2 }), batchCount: 3 })
  expect(await groups.again('batch', first.id)).toMatchObject({ pictures: 6 })
})

test('a batch goes on after a restart', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 40 }] })
  const { id } = await studio.generation.groups.accept('batch', { ...request, batchCount: 4 })
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  await studio.open()
  expect(await batchEnded(studio, id)).toMatchObject({ status: 'completed', completed: 4 })
  expect(studio.count('enqueue')).toBe(4)
})

test('a sequence makes its frames in order, each with its own words', async () => {
  await using studio = await openStudio()
  const sequenceId = crypto.randomUUID()
  const { id, seeds } = await studio.generation.groups.accept('sequence', {
    id: sequenceId,
    ...asked({ seed: -1 }),
    frames,
  })
  expect(id).toBe(sequenceId)
  expect(new Set(seeds).size).toBe(1)
  const { signal } = new AbortController()
  for await (const _ of studio.generation.events({ groupId: id, signal }));
  const sequence = studio.generation.groups.get('sequence', id)
  expect(sequence).toMatchObject({ status: 'completed', total: 3, completed: 3 })
  expect(sequence?.jobs().map(({ images }) => images[0]?.path)).toEqual([
    `sequences/${id}/001_a_door_opens.png`,
    `sequences/${id}/002_she_looks_out.png`,
    `sequences/${id}/003_rain.png`,
  ])
  const sidecar = await readFile(join(studio.galleryRoot, `sequences/${id}/003_rain.json`), 'utf8')
  expect(JSON.parse(sidecar)).toMatchObject({
    prompt: 'Rain, ink',
    sequence: { id, frame_number: 3, description: 'Rain', shot_type: 'wide' },
  })
  await expect(
    studio.generation.groups.accept('sequence', { id: sequenceId, ...request, frames }),
  ).rejects.toBeInstanceOf(WrongStateError)
})

test('in a chained sequence nothing is made after a frame that failed, until it is retried', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler', skip: 1 })
  const { id } = await studio.generation.groups.accept('sequence', {
    ...request,
    frames,
    chain: true,
  })
  const { signal } = new AbortController()
  for await (const _ of studio.generation.events({ groupId: id, signal }));
  expect(studio.generation.groups.get('sequence', id)).toMatchObject({ completed: 1, failed: [2] })
  expect((await studio.generation.groups.retry('sequence', id)).jobIds).toHaveLength(2)
  for await (const _ of studio.generation.events({ groupId: id, signal }));
  expect(studio.generation.groups.get('sequence', id)).toMatchObject({
    status: 'completed',
    completed: 3,
  })
})
