import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownedName } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { asked, openStudio, request } from './studio.ts'

test('closed mid-run and started anew, it adopts what still runs', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { requestId } = await studio.generation.accept(asked({ steps: 20 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  expect(studio.queue.get(requestId)?.state).toBe('queued')
  await studio.open()
  expect((await studio.ended(requestId)).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
  expect(studio.count('interrupt')).toBe(0)
  expect(await studio.files()).toHaveLength(2)
})

test('it hears the progress of a job that it adopted', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { requestId } = await studio.generation.accept(asked({ steps: 60 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  const generation = await studio.open()
  await expect.poll(() => generation.get(requestId)?.progress?.step).toBeGreaterThan(0)
})

test('what finished while it was closed is collected', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 40 }] })
  const { requestId } = await studio.generation.accept(request)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  await studio.simulator.waitFor(({ event }) => event === 'finish')
  await studio.open()
  expect((await studio.ended(requestId)).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(1)
})

test('what was lost while it was closed runs again', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { requestId } = await studio.generation.accept(request)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  await studio.simulator.restart()
  await studio.open()
  expect((await studio.ended(requestId)).status).toBe('completed')
  expect(studio.count('enqueue')).toBe(2)
  expect(studio.count('finish')).toBe(1)
})

test('cancelled while it was closed, a prompt is swept from the server, and strangers are not', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { requestId } = await studio.generation.accept(asked({ steps: 150 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  expect(await studio.queue.requestCancel(requestId)).toBe('cancelled')
  await studio.open()
  const { promptId } = await studio.simulator.waitFor(({ event }) => event === 'interrupted')
  expect(promptId).toBe(requestId)
  expect(studio.generation.get(requestId)?.status).toBe('cancelled')
})

test('a prompt left on a server whose worker died holds it back, also after a restart', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'zombie-worker', atStep: 2 })
  const { requestId } = await studio.generation.accept(request)
  await studio.simulator.waitFor(({ event }) => event === 'worker-died')
  await studio.close()
  await studio.queue.requestCancel(requestId)
  const generation = await studio.open()
  await expect.poll(() => generation.servers()[0]?.status).toBe('stuck')
  await studio.simulator.restart()
  expect((await studio.run({ seed: 8 })).status).toBe('completed')
})

test('another installation at the same server is left alone', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { requestId } = await studio.generation.accept(asked({ steps: 20 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await using other = await openStudio()
  await using _strange = await other.openFor(studio.simulators)
  expect((await studio.ended(requestId)).status).toBe('completed')
  expect(studio.count('interrupt')).toBe(0)
})

test('a picture that had its name but no commit is removed when the job was cancelled', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 40 }] })
  const { requestId } = await studio.generation.accept(request)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  const stem = await plantPicture(
    studio.galleryRoot,
    studio.queue.get(requestId)?.payload,
    requestId,
  )
  await studio.queue.requestCancel(requestId)
  expect(await studio.files()).toEqual([`${stem}.json`, `${stem}.png`])
  await studio.open()
  expect(await studio.files()).toEqual([])
})

test('a picture that had its name but no commit is replaced by the real one', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 40 }] })
  const { requestId } = await studio.generation.accept(request)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  const stem = await plantPicture(
    studio.galleryRoot,
    studio.queue.get(requestId)?.payload,
    requestId,
  )
  await studio.open()
  const job = await studio.ended(requestId)
  expect(job.images.map(({ path }) => path)).toEqual([`${stem}.png`])
  expect(await studio.files()).toEqual([`${stem}.json`, `${stem}.png`])
})

test('what bears the id of another job is never removed', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 40 }] })
  const { requestId } = await studio.generation.accept(request)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.close()
  const payload = studio.queue.get(requestId)?.payload
  await plantPicture(studio.galleryRoot, payload, crypto.randomUUID())
  await studio.queue.requestCancel(requestId)
  await studio.open()
  expect(await studio.files()).toHaveLength(2)
})

/** A name by a process that had our id before, and has ended. */
function formerName(): string {
  const [place, pid, started, id] = ownedName().split('.')
  return [place, pid, Number(started) - 1, id].join('.')
}

test('what a process that has ended left in staging is removed, and what others are writing stays', async () => {
  await using studio = await openStudio()
  await studio.close()
  const staging = join(studio.galleryRoot, '.staging')
  // One of this process as it is, and one of a former process that had our id.
  const [mine, gone] = [ownedName(), formerName()]
  for (const name of [mine, gone]) {
    await mkdir(join(staging, name))
    await writeFile(join(staging, name, 'x.1.part'), 'half')
  }
  await studio.open()
  const left = await readdir(staging)
  expect(left).toContain(mine)
  expect(left).not.toContain(gone)
  expect(await readdir(join(staging, mine))).toEqual(['x.1.part'])
})

test('closing while nothing or something runs settles everything', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 5 }] })
  const { requestId } = await studio.generation.accept(asked({ steps: 100 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  const ended = studio.ended(requestId)
  await studio.close()
  expect((await ended).status).toBe('processing')
})

async function plantPicture(root: string, payload: unknown, owner: string): Promise<string> {
  const stem =
    typeof payload === 'object' && payload !== null && 'output' in payload
      ? String(payload.output)
      : ''
  await mkdir(join(root, stem, '..'), { recursive: true })
  await writeFile(join(root, `${stem}.json`), JSON.stringify({ request_id: owner }))
  await writeFile(join(root, `${stem}.png`), 'not the real one')
  return stem
}
