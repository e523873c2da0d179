import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createSimulator } from '@darkroom/comfy-simulator'
import { findPostgres, type PostgresServer, startPostgres } from '@darkroom/test-postgres'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startDarkroomProcess, temporaryFolder } from './darkroom-process.ts'
import { repository } from './image/build-context.ts'
import { ask, ended, type Outcomes, type Wish, wish } from './wishes.ts'

const run = promisify(execFile)

const jobsSchema = z.object({
  jobs: z.array(z.object({ request_id: z.string(), status: z.string() })),
})

const healthSchema = z.object({ gallery: z.object({ complete: z.boolean() }) })

const tools = findPostgres(['pg_dump', 'psql'])
if (tools === undefined) console.info('No pg_dump here: a back-up of PostgreSQL is not tested')
const postgres = tools && (await startPostgres({}, tools))
afterAll(() => postgres?.[Symbol.asyncDispose]())

/** Where a queue is, and how the copy of it is put back elsewhere. */
interface Queues {
  readonly here: Readonly<Record<string, string>>
  /** Resolves with the settings of who goes on with the copy. */
  readonly restore: (copy: string) => Promise<Readonly<Record<string, string>>>
}

const inFiles: Queues = { here: {}, restore: async () => ({}) }

/** In another schema than ours, with the parameter that only we know between others. */
async function inPostgres(server: PostgresServer, folder: string): Promise<Queues> {
  const settings = async (name: string) => ({
    QUEUE: `${await server.createDatabase()}?connect_timeout=5&schema=Pool_1&keepalives=1`,
    SHARED_STATE_PATH: join(folder, name, 'shared'),
  })
  return {
    here: await settings('here'),
    restore: async (copy) => {
      const elsewhere = await settings('elsewhere')
      await run(join(tools?.folder ?? '', 'psql'), [
        ...['--set=ON_ERROR_STOP=1', '--single-transaction'],
        `--file=${join(copy, 'queue.sql')}`,
        elsewhere.QUEUE.replace('&schema=Pool_1', ''),
      ])
      await cp(join(copy, 'shared'), elsewhere.SHARED_STATE_PATH, whole)
      return elsewhere
    },
  }
}

const whole = { recursive: true, preserveTimestamps: true }

const places = postgres === undefined ? ['files'] : ['files', 'PostgreSQL']

test.each(places)(
  'a queue in %s, copied while jobs run and put back elsewhere: nothing accepted before is lost, each is one picture, and nothing that had begun runs twice',
  async (place) => {
    await using folder = await temporaryFolder()
    await using simulator = await createSimulator({ paint: 'plain', stepsPerSecond: 60 })
    const queues =
      place === 'files' ? inFiles : await inPostgres(postgres ?? expect.fail(), folder.path)
    const at = (name: string) => ({
      BACKEND_PORT: '0',
      COMFYUI_API_URL: simulator.url,
      GALLERY_STORAGE_PATH: join(folder.path, name, 'gallery'),
      STATE_PATH: join(folder.path, name, 'state'),
    })
    const here = { ...at('here'), ...queues.here }
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
      const paths = [here.STATE_PATH, here.GALLERY_STORAGE_PATH, copy]
      await run(join(repository, 'deploy/back-up.sh'), paths, {
        env: { ...process.env, ...queues.here, PATH: `${tools?.folder}:${process.env.PATH}` },
      })
      isOver = true
      await Promise.all(clients)
      // The machine is lost here.
    }

    const elsewhere = { ...at('elsewhere'), ...(await queues.restore(copy)) }
    await cp(join(copy, 'state'), elsewhere.STATE_PATH, whole)
    await cp(join(copy, 'gallery'), elsewhere.GALLERY_STORAGE_PATH, whole)
    await using restored = await startDarkroomProcess(elsewhere)
    const { url } = restored
    // A job shows its pictures as far as the gallery has looked at its folder, which it does anew.
    await expect
      .poll(
        async () => healthSchema.parse(await (await fetch(`${url}/api/health`)).json()).gallery,
        {
          timeout: 60_000,
        },
      )
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
      simulator.oracle().filter(({ event, promptId }) => event === 'start' && promptId === id)
        .length
    expect(begun.length).toBeGreaterThan(0)
    expect(begun.filter((id) => startsOf(id) !== 1)).toEqual([])
  },
  120_000,
)

test('a back-up of what is not there stops, and what lies behind a link is copied', async () => {
  await using folder = await temporaryFolder()
  const [state, gallery] = [join(folder.path, 'state'), join(folder.path, 'gallery')]
  const copy = (name: string) =>
    run(join(repository, 'deploy/back-up.sh'), [state, gallery, join(folder.path, name)])
  await mkdir(join(state, 'queue'), { recursive: true })
  await mkdir(gallery)
  await expect(copy('a')).rejects.toThrow('is its disk mounted?')
  await writeFile(join(gallery, '.darkroom-gallery.json'), '{}')
  await expect(copy('a')).rejects.toThrow('set QUEUE')
  await writeFile(join(state, 'queue', 'journal.0.jsonl'), '')
  for (const path of [state, gallery]) {
    await rename(path, `${path}-behind`)
    await symlink(`${path}-behind`, path)
  }
  await copy('a')
  expect(await readdir(join(folder.path, 'a/gallery'))).toEqual(['.darkroom-gallery.json'])
  expect(await readdir(join(folder.path, 'a/state'), { recursive: true })).toEqual([
    'queue',
    'queue/journal.0.jsonl',
  ])
  await expect(copy('a')).rejects.toThrow('is there already')
})
