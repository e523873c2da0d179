import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { oneAtATime } from './one-at-a-time.ts'
import { dropUnreadAnswers, tooMuch } from './unread-answers.ts'

async function open(
  listener: RequestListener,
  limits: { unread?: number; most?: number },
): Promise<{ server: Server; ask: () => Socket }> {
  const { listener: serial, underWay } = oneAtATime(listener)
  const server = createServer(serial)
  dropUnreadAnswers(server, underWay, limits)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const ask = (): Socket => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    return socket
  }
  return { server, ask }
}

const large = Buffer.alloc(32_000_000)

test('who reads nothing for a time is cut off', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<number>()
  const { ask } = await open(
    (_, outgoing) => {
      outgoing.on('close', () => resolve(outgoing.writableLength))
      outgoing.end(large)
    },
    { unread: 50 },
  )
  ask().pause()
  await closed
})

test('who waits for an answer that takes longer is not', async () => {
  const { promise: timeIsUp, resolve } = Promise.withResolvers<void>()
  const { server, ask } = await open(
    async (_, outgoing) => {
      await timeIsUp
      outgoing.end('at last')
    },
    { unread: 30 },
  )
  server.on('timeout', () => resolve())
  expect(await text(ask())).toContain('at last')
})

test('who reads gets all, however much it is', async () => {
  const { ask } = await open((_, outgoing) => outgoing.end(large), { unread: 1000 })
  expect((await text(ask())).length).toBeGreaterThan(large.length)
})

test('where too much waits for all together, some are cut off and the others are not', async () => {
  let left = 4
  const { ask } = await open(
    (_, outgoing) => {
      outgoing.on('close', () => {
        left -= 1
      })
      outgoing.end(large)
    },
    { most: 70_000_000 },
  )
  for (let client = 0; client < 4; client += 1) ask().pause()
  await expect.poll(() => left).toBe(2)
})

test('those with most go first, and only until the others fit', () => {
  const sockets = [10, 50, 30, 5].map((writableLength) => ({ writableLength }))
  expect(tooMuch(sockets, 45)).toEqual([{ writableLength: 50 }])
  expect(tooMuch(sockets, 15)).toEqual([{ writableLength: 50 }, { writableLength: 30 }])
  expect(tooMuch(sockets, 95)).toEqual([])
})
