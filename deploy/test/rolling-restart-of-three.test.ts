import { join } from 'node:path'
import { createSimulator } from '@darkroom/comfy-simulator'
import { startPostgres } from '@darkroom/test-postgres'
import { afterAll, expect, test } from 'vitest'
import {
  type DarkroomProcess,
  freePort,
  startDarkroomProcess,
  temporaryFolder,
} from './darkroom-process.ts'
import { ended, type Outcomes, wish } from './wishes.ts'

const postgres = await startPostgres()
if (postgres === undefined)
  console.info('No PostgreSQL here: a rolling restart of three is not tested')
afterAll(() => postgres?.[Symbol.asyncDispose]())

test.skipIf(postgres === undefined)(
  'three restarted one after the other under load: somebody always takes wishes, and every wish that was accepted is one picture',
  async () => {
    await using folder = await temporaryFolder()
    await using first = await createSimulator({ paint: 'plain', stepsPerSecond: 60 })
    await using second = await createSimulator({ paint: 'plain', stepsPerSecond: 60 })
    const simulators = [first, second]
    const shared = {
      QUEUE: (await postgres?.createDatabase()) ?? '',
      COMFYUI_API_URL: simulators.map(({ url }) => url).join(),
      GALLERY_STORAGE_PATH: join(folder.path, 'gallery'),
      SHARED_STATE_PATH: join(folder.path, 'shared'),
    }
    const start = async (index: number, port: number): Promise<DarkroomProcess> =>
      startDarkroomProcess({
        ...shared,
        BACKEND_PORT: String(port),
        STATE_PATH: join(folder.path, `state-${index}`),
      })
    const ports = await Promise.all([freePort(), freePort(), freePort()])
    const all: DarkroomProcess[] = []
    for (const [index, port] of ports.entries()) all.push(await start(index, port))
    const urls = all.map(({ url }) => url)

    const outcomes: Outcomes = { wishes: [], refusals: new Set() }
    const { wishes, refusals } = outcomes
    let isOver = false
    const clients = Array.from({ length: 6 }, async (_, client) => {
      for (let turn = client; !isOver; turn += 1) {
        const { id } = await wish(urls, outcomes)
        // Its stream may break with a restart.
        await ended(urls[turn % urls.length] ?? '', id).catch(() => undefined)
      }
    })
    for (const [index, port] of ports.entries()) {
      const { length } = wishes
      // Some are under way, and some come while the others are two.
      await expect.poll(() => wishes.length).toBeGreaterThan(length + 6)
      expect(await all[index]?.end('SIGTERM')).toEqual([0, null])
      const { length: since } = wishes
      await expect.poll(() => wishes.length).toBeGreaterThan(since + 3)
      all[index] = await start(index, port)
    }
    isOver = true
    await Promise.all(clients)

    const [url = ''] = urls
    const jobs = await Promise.all(wishes.map(({ id }) => ended(url, id)))
    expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']))
    expect(new Set(wishes.map(({ id }) => id)).size).toBe(wishes.length)
    const paths = jobs.flatMap(({ images = [] }) => images.map(({ filepath }) => filepath))
    expect(new Set(paths).size).toBe(wishes.length)
    for (const one of urls) {
      const list = await fetch(`${one}/api/gallery?limit=1`)
      expect(list.headers.get('x-total-count')).toBe(String(wishes.length))
    }
    const started = simulators.flatMap((one) =>
      one.oracle().filter(({ event }) => event === 'start'),
    )
    expect(started).toHaveLength(wishes.length)
    const known = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', '503 not_ready']
    expect([...refusals].filter((reason) => !known.includes(reason))).toEqual([])
    for (const one of all) expect(await one.end('SIGTERM')).toEqual([0, null])
  },
  120_000,
)
