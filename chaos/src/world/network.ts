import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * `open`; `refused`: nobody seems to listen; `silent`: connections are accepted and nothing passes; `one-way`: requests
 * arrive and answers do not; a number: milliseconds of delay for everything.
 */
export type Weather = 'open' | 'refused' | 'silent' | 'one-way' | number

/** Where connections go on to. */
export interface Target {
  readonly port: number
  /** The address that they seem to come from. */
  readonly from?: string
}

/** The way to a program, such as that of the product to a server. */
export class Network implements AsyncDisposable {
  readonly #target: Target
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #onRequest: (text: string) => void
  #weather: Weather = 'open'

  private constructor(target: Target, onRequest: (text: string) => void) {
    this.#target = target
    this.#onRequest = onRequest
    this.#server = createServer((socket) => this.#pass(socket))
  }

  /** `onRequest` sees what a client sends before the server does. */
  static async open(target: Target, onRequest: (text: string) => void): Promise<Network> {
    const network = new Network(target, onRequest)
    network.#server.listen(0, '127.0.0.1')
    await once(network.#server, 'listening')
    return network
  }

  get port(): number {
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  set weather(weather: Weather) {
    this.#weather = weather
    if (weather === 'refused') this.cut()
  }

  /** Breaks every connection; new ones are fine. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #pass(client: Socket): void {
    if (this.#weather === 'refused') {
      client.resetAndDestroy()
      return
    }
    const { port, from } = this.#target
    const server = connect({ port, host: '127.0.0.1', ...(from && { localAddress: from }) })
    this.#tie(client, server)
    let text = ''
    client.on('data', (chunk) => {
      text = `${text}${chunk.toString('latin1')}`.slice(-65_536)
      this.#onRequest(text)
      this.#carry(chunk, server, this.#weather === 'silent')
    })
    server.on('data', (chunk) =>
      this.#carry(chunk, client, this.#weather === 'silent' || this.#weather === 'one-way'),
    )
  }

  /** Carries a chunk. A lost one stays lost, and its connection never speaks again. */
  #carry(chunk: Buffer, to: Socket, isLost: boolean): void {
    if (isLost) {
      to.removeAllListeners('drain')
      lost.add(to)
    }
    if (lost.has(to)) return
    if (typeof this.#weather === 'number') {
      setTimeout(() => to.writable && to.write(chunk), this.#weather)
    } else to.write(chunk)
  }

  #tie(client: Socket, server: Socket): void {
    const ends: readonly (readonly [Socket, Socket])[] = [
      [client, server],
      [server, client],
    ]
    for (const [one, other] of ends) {
      this.#sockets.add(one)
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.#sockets.delete(one)
        other.destroy()
      })
    }
  }
}

const lost = new WeakSet<Socket>()
