import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createSimulator } from '@darkroom/comfy-simulator'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { startDarkroomProcess, temporaryFolder } from './darkroom-process.ts'
import { repository } from './image/build-context.ts'
import { ask, ended, type Outcomes, type Wish, wish } from './wishes.ts'

const run = promisify(execFile)

const jobsSchema = z.object({
  jobs: z.array(z.object({ request_id: z.string(), status: z.string() })),
})

const healthSchema = z.object({ gallery: z.object({ complete: z.boolean() }) })

test('copied while jobs run and put back elsewhere: nothing accepted before is lost, each is one picture, and nothing that had begun runs twice', async () => {
  await using folder = await temporaryFolder()
  await using simulator = await createSimulator({ paint: 'plain', stepsPerSecond: 60 })
  const at = (place: string) => ({
    BACKEND_PORT: '0',
    COMFYUI_API_URL: simulator.url,
    GALLERY_STORAGE_PATH: join(folder.path, place, 'gallery'),
    STATE_PATH: join(folder.path, place, 'state'),
  })
  const here = at('here')
  const outcomes: Outcomes = { wishes: [], refusals: new Set() }
  const copy = join(folder.path, 'copy')
  let before: readonly Wish[] = []
  let begun: readonly string[] = []
  {
    await using darkroom = await startDarkroomProcess(here)
    // Some wait and some run at every moment of the copy, and more come.
    for (let waiting = 0; waiting < 12; waiting += 1) await wish(darkroom.url, outcomes)
    let isOver = false
    const clients = Array.from({ length: 4 }, async () => {
      while (!isOver) await ended(darkroom.url, (await wish(darkroom.url, outcomes)).id)
    })
    await ended(darkroom.url, outcomes.wishes[2]?.id ?? '')
    before = [...outcomes.wishes]
    const { jobs } = jobsSchema.parse(
      await (await fetch(`${darkroom.url}/api/jobs?limit=1000`)).json(),
    )
    begun = jobs.filter(({ status }) => status !== 'queued').map(({ request_id }) => request_id)
    await run(join(repository, 'deploy/back-up.sh'), [
      here.STATE_PATH,
      here.GALLERY_STORAGE_PATH,
      copy,
    ])
    isOver = true
    await Promise.all(clients)
    // The machine is lost here.
  }

  const elsewhere = at('elsewhere')
  await cp(join(copy, 'state'), elsewhere.STATE_PATH, { recursive: true, preserveTimestamps: true })
  await cp(join(copy, 'gallery'), elsewhere.GALLERY_STORAGE_PATH, {
    recursive: true,
    preserveTimestamps: true,
  })
  await using restored = await startDarkroomProcess(elsewhere)
  const { url } = restored
  // A job shows its pictures as far as the gallery has looked at its folder, which it does anew.
  await expect
    .poll(async () => healthSchema.parse(await (await fetch(`${url}/api/health`)).json()).gallery, {
      timeout: 60_000,
    })
    .toMatchObject({ complete: true })
  const jobs = await Promise.all(before.map(({ id }) => ended(url, id)))
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']))
  for (const { images = [] } of jobs) {
    expect(images).toHaveLength(1)
    expect((await fetch(`${url}${images[0]?.image_url}`)).status).toBe(200)
  }
  // A client that never heard the answer asks again, and gets the job that there is.
  for (const { key, id } of before.slice(0, 3)) {
    expect(await (await ask(url, key)).json()).toMatchObject({ request_id: id })
  }
  const list = await fetch(`${url}/api/gallery`)
  const pictures = z.array(z.object({ prompt: z.string() })).parse(await list.json())
  const keys = before.map(({ key }) => `wish ${key}`)
  const shown = pictures.map(({ prompt }) => prompt).filter((prompt) => keys.includes(prompt))
  expect(shown.toSorted()).toEqual(keys.toSorted())

  const startsOf = (id: string): number =>
    simulator.oracle().filter(({ event, promptId }) => event === 'start' && promptId === id).length
  expect(begun.length).toBeGreaterThan(0)
  expect(begun.filter((id) => startsOf(id) !== 1)).toEqual([])
}, 120_000)
