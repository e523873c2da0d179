import { once } from 'node:events'
import { connect } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from '../src/http/env.ts'
import { type Message, sendEvents } from '../src/http/sse.ts'

test('a listener that takes nothing does not hold up the stop', async () => {
  const stopping = new AbortController()
  let sent = 0
  async function* flood(): AsyncGenerator<Message> {
    const data = { text: 'a'.repeat(1_000_000) }
    for (; !stopping.signal.aborted; sent += 1) yield { data }
  }
  const app = new Hono<AppEnv>().get('/', (c) => sendEvents(c, stopping.signal, flood))
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1')
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await expect.poll(() => sent).toBeGreaterThan(0)
  const closed = once(server, 'close')
  server.close()
  stopping.abort()
  await closed
  socket.destroy()
})
