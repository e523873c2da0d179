import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { z } from 'zod'

const messageSchema = z.object({
  type: z.string(),
  data: z.looseObject({ prompt_id: z.string().optional(), node: z.unknown().optional() }),
})

const ends: ReadonlySet<string> = new Set([
  'execution_success',
  'execution_error',
  'execution_interrupted',
])

/** One time that a client was told how a prompt ended. */
export interface Telling {
  readonly promptId: string
  readonly type: string
  /** The number of the socket, from 1. */
  readonly socket: number
  /** The life of the product. */
  readonly life: number
  /** Whether the very last message, of no node at work, came after it. */
  isLast: boolean
  /** The product knows that it arrived: it has answered on this socket to what was sent after it. */
  isKnown: boolean
  /** When it came the product knew that another one had arrived, in the same life. */
  readonly isNeedless: boolean
}

/** Milliseconds without a sign of life after which a socket is given up. */
const silence = 1_500

/** The socket of a client of ComfyUI, opened again whenever it breaks, with the same id. */
export class SocketListener implements AsyncDisposable {
  readonly client: string
  readonly #url: string
  readonly #life: () => number
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  readonly #tellings: Telling[] = []
  readonly #heardOf = new Set<string>()
  readonly #waiting = new Set<() => void>()
  #socket: WebSocket | undefined
  #sockets = 0

  constructor(url: string, { client, life }: { client: string; life: () => number }) {
    this.client = client
    this.#url = `${url.replace('http', 'ws')}/ws?clientId=${encodeURIComponent(client)}`
    this.#life = life
    this.#running = this.#run()
  }

  /** Number of sockets that were opened. */
  get sockets(): number {
    return this.#sockets
  }

  get isOpen(): boolean {
    return this.#socket !== undefined
  }

  tellingsOf(promptId: string): readonly Telling[] {
    return this.#tellings.filter((telling) => telling.promptId === promptId)
  }

  /** All prompts of which it was told anything at all. */
  get promptIds(): ReadonlySet<string> {
    return this.#heardOf
  }

  /** Breaks the socket off; it is opened again. */
  cut(): void {
    this.#socket?.terminate()
  }

  /** Resolves when the socket is open. */
  async open(signal: AbortSignal): Promise<void> {
    while (!this.isOpen) await delay(10, undefined, { signal })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    this.#socket?.terminate()
    for (const wake of this.#waiting) wake()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#listen().catch(() => undefined)
      await delay(30, undefined, { signal: this.#stop.signal }).catch(() => undefined)
    }
  }

  async #listen(): Promise<void> {
    const socket = new WebSocket(this.#url, { handshakeTimeout: silence })
    const closed = once(socket, 'close')
    this.#stop.signal.addEventListener('abort', () => socket.terminate(), { once: true })
    socket.on('error', () => undefined)
    socket.on('open', () => {
      this.#sockets += 1
      this.#socket = socket
    })
    let isAlive = true
    const heartbeat = setInterval(() => {
      if (!isAlive) socket.terminate()
      else if (socket.readyState === WebSocket.OPEN) {
        isAlive = false
        socket.ping()
      }
    }, silence)
    socket.on('pong', (data) => {
      isAlive = true
      this.#know(socket, data.toString())
    })
    socket.on('message', (data, isBinary) => {
      isAlive = true
      if (!isBinary) this.#hear(String(data), socket)
    })
    await closed.catch(() => undefined)
    clearInterval(heartbeat)
    this.#socket = undefined
  }

  #hear(text: string, socket: WebSocket): void {
    const { type, data } = messageSchema.parse(JSON.parse(text))
    const { prompt_id: promptId, node } = data
    if (promptId === undefined) return
    this.#heardOf.add(promptId)
    const before = this.tellingsOf(promptId)
    const life = this.#life()
    if (ends.has(type)) {
      this.#tellings.push({
        promptId,
        type,
        socket: this.#sockets,
        life,
        isLast: false,
        isKnown: false,
        isNeedless: before.some((telling) => telling.isKnown && telling.life === life),
      })
    }
    if (type !== 'executing' || node !== null) return
    const telling = before.findLast(({ socket: number }) => number === this.#sockets)
    if (telling === undefined) return
    telling.isLast = true
    // What the product asks of us after this message it has asked before it answers this, and hears our answer before the next.
    socket.ping(`1 ${this.#tellings.indexOf(telling)}`)
  }

  #know(socket: WebSocket, answered: string): void {
    const [round, index = ''] = answered.split(' ')
    if (round === '1' && socket.readyState === WebSocket.OPEN) socket.ping(`2 ${index}`)
    const telling = this.#tellings[Number(index)]
    if (round === '2' && telling !== undefined) telling.isKnown = true
  }
}
