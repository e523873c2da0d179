import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WrongStateError } from '../src/errors.ts'
import type { SequenceView } from '../src/groups/group-view.ts'
import { pictureOfJob } from '../src/job/given-file.ts'
import type { JobView } from '../src/job/job-view.ts'
import { chained } from './settings.ts'
import { openStudio, type Studio } from './studio.ts'

async function ended({ generation }: Studio, id: string): Promise<SequenceView> {
  const { signal } = new AbortController()
  for await (const _ of generation.events({ groupId: id, signal }));
  const sequence = generation.groups.get('sequence', id)
  if (sequence === undefined) throw new Error(`There is no sequence ${id}`)
  return sequence
}

/** Expects the job to have been given the picture of the other. */
async function expectMadeFrom(studio: Studio, job?: JobView, other?: JobView): Promise<void> {
  const file = pictureOfJob(other?.requestId ?? '')
  expect(job).toMatchObject({ status: 'completed', files: [file], inputs: { image: file.name } })
  expect(job?.made?.inputs).toMatchObject({ image: { job: other?.requestId, index: 0 } })
  const picture = await readFile(join(studio.galleryRoot, other?.images[0]?.path ?? ''))
  expect(await readFile(join(studio.simulator.inputDirectory, file.name))).toEqual(picture)
}

test('each frame is made from the one before, once that has a picture', async () => {
  await using studio = await openStudio()
  const { id } = await studio.generation.groups.accept('sequence', chained())
  const sequence = await ended(studio, id)
  expect(sequence).toMatchObject({ completed: 3, request: { chain: true } })
  const [first, second, third] = sequence.jobs()
  expect(first).toMatchObject({ workflow: 'text-to-image' })
  await expectMadeFrom(studio, second, first)
  await expectMadeFrom(studio, third, second)
})

test('what failed is retried from the picture that stands, and so is a frame that is made anew', async () => {
  await using studio = await openStudio()
  const { groups } = studio.generation
  studio.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler', skip: 1 })
  const { id } = await groups.accept('sequence', chained())
  expect(await ended(studio, id)).toMatchObject({ completed: 1, failed: [2] })
  await expect(groups.redoFrame({ id, frameNumber: 3 })).rejects.toThrow(
    new WrongStateError(
      'Frame 3 takes the picture of frame 2, which has none yet: make that one first',
    ),
  )
  await groups.retry('sequence', id)
  const [first, second, third] = (await ended(studio, id)).jobs()
  await expectMadeFrom(studio, second, first)
  await expectMadeFrom(studio, third, second)

  await groups.redoFrame({ id, frameNumber: 2 }, { prompt: 'She looks in' })
  const anew = (await ended(studio, id)).jobs()
  expect(anew[1]?.requestId).not.toBe(second?.requestId)
  await expectMadeFrom(studio, anew[1], first)
  expect(anew[1]?.made?.inputs).toMatchObject({ prompt: 'She looks in' })
  expect(anew[2]?.requestId).toBe(third?.requestId)
  await groups.redoFrame({ id, frameNumber: 3 })
  const last = (await ended(studio, id)).jobs()
  await expectMadeFrom(studio, last[2], anew[1])
})

test('a sequence made again is made from its own frames', async () => {
  await using studio = await openStudio()
  const { groups } = studio.generation
  const { id } = await groups.accept('sequence', chained())
  await ended(studio, id)
  const again = await groups.again('sequence', id, { seedMode: 'incremental', baseSeed: 40 })
  expect(again.seeds).toEqual([40, 41, 42])
  const [first, second, third] = (await ended(studio, again.id)).jobs()
  await expectMadeFrom(studio, second, first)
  await expectMadeFrom(studio, third, second)
})
