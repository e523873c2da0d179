import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acceptedBatchSchema, type Batch, batchSchema } from '../src/groups/batch-schemas.ts'
import { namesInZip } from './names-in-zip.ts'
import { problem, type RunningDarkroom, request, runDarkroom } from './running-darkroom.ts'

const body = { ...request, batch_count: 3 }

const post = (running: RunningDarkroom, path: string, json: object = {}): Promise<Response> =>
  fetch(`${running.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
  })

async function start(running: RunningDarkroom, changes: object = {}): Promise<string> {
  const answer = await running.api.batch.$post({ json: { ...body, ...changes } })
  expect(answer.status).toBe(202)
  const accepted = await answer.json()
  if (!('batch_id' in accepted)) throw new Error('not accepted')
  expect(answer.headers.get('location')).toBe(`/api/batch/${accepted.batch_id}`)
  expect(accepted.queued_images).toBe(3)
  return accepted.batch_id
}

const get = async ({ url }: RunningDarkroom, id: string): Promise<Batch> =>
  batchSchema.parse(await (await fetch(`${url}/api/batch/${id}`)).json())

/** Follows the batch's events to their end, as the frontend does. */
async function ended(running: RunningDarkroom, id: string): Promise<Batch> {
  await (await fetch(`${running.url}/api/batch/${id}/events`)).text()
  return get(running, id)
}

test('a batch tells its pictures as they come, and is described beside them', async () => {
  await using running = await runDarkroom()
  const id = await start(running, { seed_mode: 'incremental', base_seed: 100 })
  const batch = await ended(running, id)
  expect(batch).toMatchObject({
    batch_id: id,
    status: 'completed',
    paused: false,
    prompt: body.prompt,
    total_images: 3,
    completed_images: 3,
    failed_images: [],
    seeds: [100, 101, 102],
    errors: [],
  })
  expect(batch.images.map(({ seed }) => seed)).toEqual([100, 101, 102])
  expect(batch.thumbnails).toEqual(batch.images.map(({ thumbnail_url }) => thumbnail_url))
  const file = join(running.gallery, 'batches', id, 'batch.json')
  await expect
    .poll(async () => JSON.parse(await readFile(file, 'utf8')))
    .toMatchObject({
      status: 'completed',
      prompt: body.prompt,
      parameters: { steps: 4, sampler: 'euler', resolution: { width: 256, height: 256 } },
      images: [
        { number: 1, seed: 100, files: ['01_100.png'] },
        { number: 2, seed: 101, files: ['02_101.png'] },
        { number: 3, seed: 102, files: ['03_102.png'] },
      ],
    })
  const archive = await fetch(`${running.url}/api/batch/${id}/archive`)
  expect(archive.headers.get('content-type')).toBe('application/zip')
  expect(namesInZip(Buffer.from(await archive.arrayBuffer()))).toEqual([
    '01_100.png',
    '02_101.png',
    '03_102.png',
  ])
  const metadata = await fetch(`${running.url}/api/gallery/image/${batch.images[0]?.id}/metadata`)
  expect(JSON.stringify(await metadata.json())).toContain(id)
})

test('one failure does not stop the rest, and only it is run again', async () => {
  await using running = await runDarkroom()
  running.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler', skip: 1 })
  const id = await start(running)
  const failed = await ended(running, id)
  expect(failed).toMatchObject({
    status: 'completed',
    completed_images: 2,
    failed_images: [2],
    errors: [{ number: 2, error: expect.stringMatching(/\w/) }],
  })
  const again = await post(running, `/batch/${id}/retry`)
  expect(await again.json()).toMatchObject({ batch_id: id, queued_images: 1 })
  const whole = await ended(running, id)
  expect(whole).toMatchObject({ completed_images: 3, failed_images: [], errors: [] })
  expect(whole.seeds).toEqual(failed.seeds)
  expect((await problem(await post(running, `/batch/${id}/retry`), 409)).code).toBe('wrong_state')
})

test('the same again with other seeds is a batch of its own', async () => {
  await using running = await runDarkroom()
  const id = await start(running, { negative_prompt: 'fog' })
  const first = await ended(running, id)
  const answer = await post(running, `/batch/${id}/again`)
  expect(answer.status).toBe(202)
  const { batch_id } = acceptedBatchSchema.parse(await answer.json())
  const second = await ended(running, batch_id)
  expect(second).toMatchObject({ prompt: body.prompt, total_images: 3, completed_images: 3 })
  expect(second.images[0]?.negative_prompt).toBe('fog')
  expect(new Set([...first.seeds, ...second.seeds]).size).toBe(6)
})

test('images of a shared run are one job and three pictures', async () => {
  await using running = await runDarkroom()
  const id = await start(running, { shared_run: true, base_seed: 7 })
  const batch = await ended(running, id)
  expect(batch).toMatchObject({ total_images: 3, completed_images: 3, seeds: [7] })
  expect(batch.job_ids).toHaveLength(1)
  expect(batch.images).toHaveLength(3)
  const wrong = await post(running, '/batch', { ...body, shared_run: true, seed_mode: 'fixed' })
  expect((await problem(wrong, 400)).errors?.[0]?.path).toBe('shared_run')
})

test('a paused batch waits while others run, also across a restart, and can be cancelled', async () => {
  await using running = await runDarkroom()
  await running.api.queue.pause.$post()
  const id = await start(running)
  expect(await (await post(running, `/batch/${id}/pause`)).json()).toMatchObject({ paused: true })
  await running.api.queue.resume.$post()
  const other = await start(running)
  expect((await ended(running, other)).completed_images).toBe(3)
  await running.restart()
  expect(await get(running, id)).toMatchObject({ status: 'queued', paused: true })
  expect(await (await post(running, `/batch/${id}/resume`)).json()).toMatchObject({ paused: false })
  expect((await ended(running, id)).completed_images).toBe(3)
  const third = await start(running)
  const cancelled = await fetch(`${running.url}/api/batch/${third}`, { method: 'DELETE' })
  expect(await cancelled.json()).toMatchObject({ cancelled: true })
  expect((await ended(running, third)).status).toBe('cancelled')
  const missing = await post(running, '/batch/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11/pause')
  expect((await problem(missing, 404)).code).toBe('not_found')
})
