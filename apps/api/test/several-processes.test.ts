import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createLine, startPostgres } from '@darkroom/test-postgres'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import {
  ended,
  generate,
  problem,
  type RunningDarkroom,
  request,
  runDarkroom,
  temporaryFolder,
} from './running-darkroom.ts'

const postgres = await startPostgres()
if (postgres === undefined)
  console.info('No PostgreSQL here: processes that share a queue are not tested')
afterAll(() => postgres?.[Symbol.asyncDispose]())

/** As many on one queue and one gallery, with one ComfyUI, and the line of the last of them to the database. */
const runSeveral = async (count: number, settings: Record<string, string> = {}) => {
  const database = (await postgres?.createDatabase()) ?? expect.fail()
  const line = await createLine(database)
  onTestFinished(() => line[Symbol.asyncDispose]())
  const folder = await temporaryFolder()
  onTestFinished(() => folder[Symbol.asyncDispose]())
  const all: RunningDarkroom[] = []
  for (let index = 0; index < count; index++) {
    const [first] = all
    const darkroom = await runDarkroom({
      settings: {
        QUEUE: index === count - 1 ? line.url : database,
        GALLERY_STORAGE_PATH: join(folder.path, 'gallery'),
        SHARED_STATE_PATH: join(folder.path, 'shared'),
        ...(first === undefined ? {} : { COMFYUI_API_URL: first.simulator.url }),
        ...settings,
      },
    })
    onTestFinished(() => darkroom[Symbol.asyncDispose]())
    all.push(darkroom)
  }
  const [one = expect.fail(), two = expect.fail()] = all
  return { one, two, line, simulator: one.simulator }
}

const serverOf = async ({ api }: RunningDarkroom) => {
  const answer = await api.servers.$get()
  const { servers } = await answer.json()
  return servers[0] ?? expect.fail()
}

const nameOf = async ({ state }: RunningDarkroom): Promise<string> =>
  (await readFile(join(state, 'member-name'), 'utf8')).trim()

const healthOf = async ({ url }: RunningDarkroom): Promise<string> =>
  z.looseObject({ status: z.string() }).parse(await (await fetch(`${url}/api/health`)).json())
    .status

/** Jobs that take a while, as this many steps do. */
const slowly = { steps: 150 }

describe.skipIf(postgres === undefined)('two that share a queue on PostgreSQL', () => {
  test('are one: what is asked of one is told, shown and done by whichever is asked', async () => {
    const { one, two } = await runSeveral(2)
    const first = await generate(one)
    const second = await generate(two)
    expect((await ended(two, first)).images).toHaveLength(1)
    expect((await ended(one, second)).images).toHaveLength(1)
    const pictures = await Promise.all(
      [one, two].map(async ({ url }) => (await fetch(`${url}/api/gallery`)).json()),
    )
    expect(pictures[0]).toHaveLength(2)
    expect(pictures[1]).toEqual(pictures[0])
    expect((await serverOf(two)).driven_by).toBe((await serverOf(one)).driven_by)
  })

  test('tell how far a job is, whichever is asked', async () => {
    const { one, two } = await runSeveral(2)
    const request_id = await generate(one, slowly)
    const streams = await Promise.all(
      [one, two].map(async ({ url }) =>
        (await fetch(`${url}/api/generate/${request_id}/events`)).text(),
      ),
    )
    for (const stream of streams) expect(stream).toMatch(/event: progress\ndata: .*"steps":150/)
  })

  test('know at once what was answered by the other', async () => {
    const { one, two } = await runSeveral(2)
    await fetch(`${one.url}/api/queue/pause`, { method: 'POST' })
    for (let count = 0; count < 20; count++) {
      const [asked, told] = count % 2 === 0 ? [one, two] : [two, one]
      const request_id = await generate(asked)
      const answer = await told.api.generate.status[':request_id'].$get({ param: { request_id } })
      expect(answer.status).toBe(200)
    }
    const queue = await (await fetch(`${two.url}/api/queue`)).json()
    expect(queue).toMatchObject({ paused: true, counts: { queued: 20 } })
  })

  test('take one key once, whichever is asked', async () => {
    const { one, two } = await runSeveral(2)
    const send = ({ url }: RunningDarkroom) =>
      fetch(`${url}/api/generate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
        body: JSON.stringify(request),
      }).then((answer) => answer.json())
    const answers = z
      .array(z.looseObject({ request_id: z.string() }))
      .parse(await Promise.all([one, two, one, two].map(send)))
    expect(new Set(answers.map(({ request_id }) => request_id)).size).toBe(1)
  })

  test('cancel what the other runs, and drain a server for both, also when they start anew', async () => {
    const { one, two, simulator } = await runSeveral(2)
    const request_id = await generate(one, slowly)
    await expect.poll(async () => (await serverOf(two)).request_id).toBe(request_id)
    const answer = await two.api.generate[':request_id'].$delete({ param: { request_id } })
    expect(answer.status).toBe(200)
    expect((await ended(one, request_id)).status).toBe('cancelled')
    expect(simulator.oracle().some(({ event }) => event === 'interrupt')).toBe(true)

    const { name } = await serverOf(one)
    await two.api.servers[':name'].drain.$post({ param: { name } })
    await expect.poll(async () => (await serverOf(one)).status).toBe('draining')
    await two.restart()
    expect((await serverOf(two)).status).toBe('draining')
    const waiting = await generate(two)
    await one.api.servers[':name'].resume.$post({ param: { name } })
    expect((await ended(two, waiting)).status).toBe('completed')
  })

  test('go on without the one that drives the server: its prompt is taken over and runs once', async () => {
    const { one, two, simulator } = await runSeveral(2)
    const request_id = await generate(two, slowly)
    await expect.poll(async () => (await serverOf(two)).request_id).toBe(request_id)
    const { driven_by } = await serverOf(two)
    const driver = driven_by === (await nameOf(one)) ? one : two
    const other = driver === one ? two : one
    await driver.restart()
    expect((await ended(other, request_id)).status).toBe('completed')
    expect(simulator.oracle().filter(({ event }) => event === 'start')).toHaveLength(1)
  })

  test('tell the rest to who comes from another process, also one that has not read so far', async () => {
    const { one, two, line } = await runSeveral(2)
    const follow = async ({ url }: RunningDarkroom, after: string, signal: AbortSignal) => {
      const headers = { 'last-event-id': after }
      const answer = await fetch(`${url}/api/events`, { headers, signal })
      return (answer.body ?? expect.fail()).pipeThrough(new TextDecoderStream())
    }
    const idsAndEnds = async (stream: ReadableStream<string>, stop: AbortController) => {
      let text = ''
      for await (const chunk of stream) {
        text += chunk
        if (text.includes('event: completed')) break
      }
      stop.abort()
      return [...text.matchAll(/^id: .*-(\d+)$/gm)].map(([, number]) => Number(number))
    }
    const answer = await fetch(`${one.url}/api/events`, { signal: AbortSignal.timeout(5_000) })
    const reader = (answer.body ?? expect.fail()).pipeThrough(new TextDecoderStream()).getReader()
    const [, first = ''] = /^id: (.+)$/m.exec((await reader.read()).value ?? '') ?? []
    line.cut()
    await ended(one, await generate(one))
    const atOne = new AbortController()
    const told = await idsAndEnds(await follow(one, first, atOne.signal), atOne)
    const last = told.at(-1) ?? expect.fail()
    const after = first.replace(/\d+$/, String(last))
    const atTwo = new AbortController()
    const stream = await follow(two, after, atTwo.signal)
    const next = generate(one)
    line.mend()
    const rest = await idsAndEnds(stream, atTwo)
    expect(rest.length).toBeGreaterThan(0)
    expect(Math.min(...rest)).toBeGreaterThan(last)
    await ended(one, await next)
  })

  test('one that is cut off from the database says so, refuses for now, and goes on by itself', async () => {
    const { one, two, line } = await runSeveral(2)
    const before = await generate(two)
    await ended(two, before)
    line.reset()
    line.cut()
    const refused = await fetch(`${two.url}/api/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    expect(await problem(refused, 503)).toMatchObject({ code: 'queue_unavailable' })
    expect(refused.headers.get('retry-after')).toBe('5')
    const known = await fetch(`${two.url}/api/generate/status/${before}`)
    expect(await known.json()).toMatchObject({ status: 'completed' })
    expect(await (await fetch(`${two.url}/api/health`)).json()).toMatchObject({
      status: 'degraded',
    })
    const meanwhile = await generate(one)
    line.mend()
    expect((await ended(one, meanwhile)).status).toBe('completed')
    await expect.poll(() => healthOf(two), { timeout: 10_000 }).toBe('healthy')
    expect((await ended(two, meanwhile)).images).toHaveLength(1)
  })
})
