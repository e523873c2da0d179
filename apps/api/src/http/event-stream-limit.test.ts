import { once } from 'node:events'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { createHttpServer } from '../listen.ts'
import type { AppEnv } from './env.ts'
import { eventStreamLimit } from './event-stream-limit.ts'
import { ProblemError } from './problem.ts'

async function serve(limits: Parameters<typeof eventStreamLimit>[0]): Promise<string> {
  const app = new Hono<AppEnv>()
    .use(eventStreamLimit(limits))
    .get('/events', (c) =>
      c.body(new ReadableStream(), 200, { 'content-type': 'text/event-stream' }),
    )
    .get('/short/events', (c) => c.body(null, 204))
    .get('/other', (c) => c.text('other'))
    .onError((error) => {
      if (error instanceof ProblemError) return error.toResponse('')
      throw error
    })
  const server = createHttpServer(app.fetch)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`
}

const follow = async (url: string) => {
  const leave = new AbortController()
  const { status, headers } = await fetch(`${url}/events`, { signal: leave.signal })
  return { status, headers, leave: () => leave.abort() }
}

test.each([
  { inAll: 10, perClient: 2 },
  { inAll: 2, perClient: 10 },
])('with %j a third stream is refused until one of two is closed', async (limits) => {
  const url = await serve(limits)
  const first = await follow(url)
  await follow(url)
  const third = await follow(url)
  expect([third.status, third.headers.get('retry-after')]).toEqual([503, '5'])
  expect((await fetch(`${url}/other`)).status).toBe(200)
  first.leave()
  await expect.poll(async () => (await follow(url)).status).toBe(200)
})

test('a stream that ended at once, and one asked for with HEAD, hold no place', async () => {
  const url = await serve({ inAll: 1, perClient: 1 })
  for (let round = 0; round < 3; round += 1) {
    expect((await fetch(`${url}/short/events`)).status).toBe(204)
    expect((await fetch(`${url}/events`, { method: 'HEAD' })).status).toBe(200)
  }
  expect((await follow(url)).status).toBe(200)
})
