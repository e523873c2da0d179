import type { Server } from 'node:http'
import { createAdaptorServer, type getRequestListener } from '@hono/node-server'
import { WebSocketServer } from 'ws'
import { lookMs, mostUnsentBytes, tooMuch } from './unread-answers.ts'

type Fetch = Parameters<typeof getRequestListener>[0]

/** Bytes of a message that is sent to us: clients say what they understand, and little else. */
const mostBytes = 2 ** 20

export interface WebSockets {
  /** Tells all that we go away, and takes no more. */
  close(): void
  /** Cuts off who has not gone. */
  terminate(): void
}

/**
 * Has the app decide on upgrades to sockets as on every request; a route takes one by `upgradeWebSocket`. Those that read too little go while all
 * together have too many bytes to be sent.
 */
export function takeWebSockets(
  server: Server,
  {
    fetch,
    most,
    mostUnsent = mostUnsentBytes,
  }: { readonly fetch: Fetch; readonly most: number; readonly mostUnsent?: number },
): WebSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostBytes,
    perMessageDeflate: false,
  })
  createAdaptorServer({
    fetch: (request, env) =>
      sockets.clients.size < most
        ? fetch(request, env)
        : new Response(null, { status: 503, headers: { 'retry-after': '5' } }),
    // Its requests are answered by a listener of ours.
    createServer: () => server,
    websocket: { server: sockets },
  })
  // As with answers, but however long it takes: a program may do other things before it reads what its socket has for it.
  const looking = setInterval(() => {
    const clients = [...sockets.clients].map((socket) => ({
      socket,
      writableLength: socket.bufferedAmount,
    }))
    for (const { socket } of tooMuch(clients, mostUnsent)) socket.terminate()
  }, lookMs)
  looking.unref()
  server.once('close', () => clearInterval(looking))
  return {
    close() {
      for (const socket of sockets.clients) socket.close(1001, 'Darkroom stops')
    },
    terminate() {
      for (const socket of sockets.clients) socket.terminate()
    },
  }
}
