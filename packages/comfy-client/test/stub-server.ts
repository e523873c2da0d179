import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

export interface StubRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export type StubAnswer =
  | { readonly status?: number; readonly json: unknown }
  | {
      readonly status?: number
      readonly body?: string | Uint8Array
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly raw: (response: ServerResponse) => void }

export interface StubServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly requests: readonly StubRequest[]
  readonly sockets: readonly WebSocket[]
  /** The client id of every handshake, in order. */
  readonly clientIds: readonly string[]
  /** Every message from a socket. */
  readonly heard: readonly string[]
  /** Sends to every open socket. */
  say(type: string, data: unknown): void
  sayBinary(frame: Uint8Array): void
  dropSockets(): void
}

/** A server with real sockets and answers from the test. */
export async function createStubServer(
  answer: (request: StubRequest) => StubAnswer | Promise<StubAnswer>,
  { greets = true, acceptsSockets = true }: { greets?: boolean; acceptsSockets?: boolean } = {},
): Promise<StubServer> {
  const requests: StubRequest[] = []
  const clientIds: string[] = []
  const heard: string[] = []
  const server = createServer((incoming, response) => {
    void respond(incoming, response)
  })
  const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://stub')
    const chunks: Buffer[] = []
    try {
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
    } catch {
      // A request that breaks off is none.
      return
    }
    const request: StubRequest = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    }
    requests.push(request)
    const given = await answer(request)
    if ('raw' in given) return given.raw(response)
    if ('json' in given) {
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify(given.json))
      return
    }
    response.writeHead(given.status ?? 200, given.headers)
    response.end(given.body)
  }

  const sockets = new WebSocketServer({ noServer: true })
  sockets.on('connection', (socket, request: IncomingMessage) => {
    const clientId = new URL(request.url ?? '/', 'http://stub').searchParams.get('clientId') ?? ''
    clientIds.push(clientId)
    socket.on('message', (data) => heard.push(String(data)))
    const status = { status: { exec_info: { queue_remaining: 0 } }, sid: clientId }
    if (greets) socket.send(JSON.stringify({ type: 'status', data: status }))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!acceptsSockets) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (open) => {
      sockets.emit('connection', open, request)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    clientIds,
    heard,
    get sockets() {
      return [...sockets.clients]
    },
    say: (type, data) => {
      for (const socket of sockets.clients) socket.send(JSON.stringify({ type, data }))
    },
    sayBinary: (frame) => {
      for (const socket of sockets.clients) socket.send(frame)
    },
    dropSockets: () => {
      for (const socket of sockets.clients) socket.terminate()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
