import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { GalleryMissingError, GalleryReadOnlyError } from '../src/errors.ts'
import { makeReadOnly } from './read-only-folder.ts'
import { asked, openStudio, request, type Studio } from './studio.ts'

/** Takes the folder away, and perhaps leaves an empty one; returns the way back, which says what was put into it. */
async function takeAway(
  { galleryRoot: root }: Studio,
  { isEmptyLeft }: { isEmptyLeft: boolean },
): Promise<() => Promise<readonly string[]>> {
  await rename(root, `${root}.away`)
  if (isEmptyLeft) await mkdir(root)
  return async () => {
    const found = isEmptyLeft ? await readdir(root) : await readdir(root).catch(() => [])
    await rm(root, { recursive: true, force: true, maxRetries: 10 })
    await rename(`${root}.away`, root)
    return found
  }
}

test.each([{ isEmptyLeft: true }, { isEmptyLeft: false }])(
  'while the gallery is away nothing is accepted, by whichever way, and what was accepted waits: %j',
  async (how) => {
    await using studio = await openStudio()
    const { generation } = studio
    const batch = await generation.groups.accept('batch', { ...request, batchCount: 2 })
    for (const jobId of batch.jobIds) await studio.ended(jobId)
    const cancelled = await generation.accept(asked({ seed: 5, steps: 100 }))
    await generation.cancel(cancelled.requestId)
    await generation.pause()
    const { requestId } = await generation.accept(asked({ seed: 3 }))

    const bringBack = await takeAway(studio, how)
    const refused = [
      generation.accept(request),
      generation.retry(cancelled.requestId),
      generation.groups.again('batch', batch.id),
      generation.groups.accept('batch', { ...request, batchCount: 2 }),
    ]
    for (const one of refused) await expect(one).rejects.toBeInstanceOf(GalleryMissingError)
    await generation.resume()
    const posted = studio.count('enqueue')
    await expect
      .poll(() => generation.get(requestId))
      .toMatchObject({ status: 'queued', waitingFor: { reason: 'disk' } })
    expect(studio.count('enqueue')).toBe(posted)

    expect(await bringBack()).toEqual([])
    expect((await studio.ended(requestId)).status).toBe('completed')
    expect(studio.count('enqueue')).toBe(posted + 1)
  },
)

test('a job that was leased when the gallery was found to be away is begun when it is back, and not looked for', async () => {
  // Looking for a prompt that was never posted would take the settle time.
  await using studio = await openStudio({ timings: { settle: 60_000 } })
  const { generation } = studio
  await generation.pause()
  const { requestId } = await generation.accept(asked({ seed: 3 }))
  const bringBack = await takeAway(studio, { isEmptyLeft: false })
  await generation.resume()
  await expect
    .poll(() => generation.get(requestId))
    .toMatchObject({ status: 'queued', waitingFor: { reason: 'disk' } })
  expect(studio.queue.get(requestId)?.checkpoint).toMatchObject({ open: true, posts: 1 })
  expect(await bringBack()).toEqual([])
  expect((await studio.ended(requestId)).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
})

test('a picture that is ready while the gallery is away is made once and brought in when it is back', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { requestId } = await studio.generation.accept(asked({ steps: 4 }))
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('running')
  const bringBack = await takeAway(studio, { isEmptyLeft: true })
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('waiting-for-gallery')
  expect(studio.generation.get(requestId)).toMatchObject({
    status: 'processing',
    waitingFor: { reason: 'disk', text: expect.stringMatching(/goes on by itself/) },
  })
  expect(await bringBack()).toEqual([])
  const { images } = await studio.ended(requestId)
  expect(await studio.files()).toContain(images[0]?.path)
  expect(studio.count('enqueue')).toBe(1)
})

test('a start without the gallery makes no folder; its jobs, and the files of its groups, wait for it', async () => {
  await using studio = await openStudio()
  await studio.generation.pause()
  const { id, jobIds } = await studio.generation.groups.accept('batch', {
    ...request,
    batchCount: 2,
  })
  await studio.close()
  const bringBack = await takeAway(studio, { isEmptyLeft: true })
  const generation = await studio.open()
  await generation.resume()
  await expect(generation.accept(request)).rejects.toBeInstanceOf(GalleryMissingError)
  expect(generation.queueState()).toMatchObject({
    waiting: 2,
    running: 0,
    waitingFor: { reason: 'disk' },
  })
  expect(await bringBack()).toEqual([])
  for (const jobId of jobIds) expect((await studio.ended(jobId)).status).toBe('completed')
  await expect.poll(() => studio.files()).toContain(`batches/${id}/batch.json`)
})

test('a gallery that may only be read takes no prompt', async (context) => {
  await using studio = await openStudio()
  const lock = await makeReadOnly(studio.galleryRoot)
  if (lock === undefined) return context.skip('this user cannot make a folder read-only')
  await using _lock = lock
  const refused = studio.generation.accept(request)
  await expect(refused).rejects.toBeInstanceOf(GalleryReadOnlyError)
})
