import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FaultBox } from '../faults/faults.ts'
import { answerFault, isRoute, type Outcome } from './answer-fault.ts'
import { corsHeaders } from './cors.ts'
import { isCrossSite, isForeignOrigin } from './origin.ts'
import { empty, type Reply, serverError, tooLarge } from './reply.ts'
import { BodyTooLargeError, bodyLimit } from './request.ts'
import { Router } from './router.ts'
import { bodyFaults, writeReply } from './write-reply.ts'

export type Upgrade = (message: IncomingMessage, socket: Socket, head: Buffer) => void

/** A listening socket that can close and come back at the same port, as a restarted server does. */
export class HttpServer {
  readonly #router: Router
  readonly #faults: FaultBox
  readonly #upgrade: Upgrade
  readonly #host: string
  readonly #refusesCrossSite: boolean
  readonly #corsOrigin: string | undefined
  #port: number
  #server: Server | undefined
  readonly #sockets = new Set<Socket>()

  constructor(options: {
    router: Router
    faults: FaultBox
    upgrade: Upgrade
    host: string
    port: number
    refusesCrossSite: boolean
    corsOrigin: string | undefined
  }) {
    this.#router = options.router
    this.#faults = options.faults
    this.#upgrade = options.upgrade
    this.#host = options.host
    this.#port = options.port
    this.#refusesCrossSite = options.refusesCrossSite
    this.#corsOrigin = options.corsOrigin
  }

  get port(): number {
    return this.#port
  }

  async listen(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer({ keepAliveTimeout: 75_000 })
    server.on('request', (message, response) => {
      this.#serve(message, response).catch(() => message.socket.destroy())
    })
    server.on('upgrade', (message: IncomingMessage, socket: Socket, head: Buffer) => {
      if (this.#isRefused(message))
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      else this.#upgrade(message, socket, head)
    })
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    this.#server = server
    server.listen(this.#port, this.#host)
    await once(server, 'listening')
    const address = server.address()
    if (address !== null && typeof address === 'object') this.#port = address.port
  }

  /** Drops every connection and refuses new ones. */
  async close(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = once(server, 'close')
    server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://simulator')
    const isMeant = isRoute(message.method ?? 'GET', Router.nameOf(url.pathname))
    const outcome =
      (await answerFault(this.#faults, 'before', isMeant)) ??
      (await this.#handleAndSpoil(message, url, isMeant))
    if (outcome === 'hang') return
    if (outcome === 'reset') message.socket.resetAndDestroy()
    else await writeReply(outcome, { message, response }, bodyFaults(this.#faults, isMeant))
  }

  async #handleAndSpoil(
    message: IncomingMessage,
    url: URL,
    isMeant: (fault: { route: string }) => boolean,
  ): Promise<Outcome> {
    const outcome = await this.#handle(message, url)
    return (await answerFault(this.#faults, 'after', isMeant)) ?? outcome
  }

  async #handle(message: IncomingMessage, url: URL): Promise<Outcome> {
    if (this.#isRefused(message)) return empty(403)
    try {
      return this.#withCors(await this.#router.answer(message, url))
    } catch (error) {
      return this.#failure(error, message)
    }
  }

  #withCors(outcome: Outcome): Outcome {
    if (this.#corsOrigin === undefined || typeof outcome === 'string' || outcome.status === 405)
      return outcome
    return { ...outcome, headers: { ...outcome.headers, ...corsHeaders(this.#corsOrigin) } }
  }

  /** Either origins are checked or CORS headers are sent, never both. */
  #isRefused(message: IncomingMessage): boolean {
    if (this.#corsOrigin !== undefined) return false
    return isForeignOrigin(message) || (this.#refusesCrossSite && isCrossSite(message))
  }

  #failure(error: unknown, message: IncomingMessage): Reply {
    if (error instanceof BodyTooLargeError) return tooLarge(bodyLimit)
    return serverError(message.headers.accept ?? '')
  }
}
