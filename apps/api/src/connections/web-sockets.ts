import type { Server } from 'node:http'
import { createAdaptorServer, type getRequestListener } from '@hono/node-server'
import { WebSocketServer } from 'ws'

type Fetch = Parameters<typeof getRequestListener>[0]

/** Bytes of a message that is sent to us: clients say what they understand, and little else. */
const mostBytes = 2 ** 20

export interface WebSockets {
  /** Tells all that we go away, and takes no more. */
  close(): void
  /** Cuts off who has not gone. */
  terminate(): void
}

/** Has the app decide on upgrades to sockets as on every request; a route takes one by `upgradeWebSocket`. */
export function takeWebSockets(
  server: Server,
  { fetch, most }: { readonly fetch: Fetch; readonly most: number },
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
  return {
    close() {
      for (const socket of sockets.clients) socket.close(1001, 'Darkroom stops')
    },
    terminate() {
      for (const socket of sockets.clients) socket.terminate()
    },
  }
}
