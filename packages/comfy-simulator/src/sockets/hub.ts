import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { FaultBox } from '../faults/faults.ts'
import { parseJson } from '../python/parse.ts'
import { stringifyJson } from '../python/stringify.ts'
import { type Encodable, getDict, isDict, type PyValue } from '../python/value.ts'
import { foreignEvents } from './foreign-events.ts'

interface Connection {
  readonly socket: WebSocket
  readonly flags: Map<string, PyValue>
  isFirstMessage: boolean
  isSilent: boolean
  /** An event held back so that the next one overtakes it. */
  held: string | Buffer | undefined
}

const limitOfInboundMessages = 4 * 1024 * 1024

/** The first messages of a newly opened socket. */
export interface Greeting {
  readonly queueRemaining: () => number
  /** The node that is running now for this sid, if any. */
  readonly runningNode: (sid: string) => string | undefined
  readonly features: () => Encodable
}

/** The sockets by sid. As in ComfyUI, a newer one replaces an older, and the end of the older deregisters it. */
export class SocketHub {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: limitOfInboundMessages })
  readonly #bySid = new Map<string, Connection>()
  readonly #all = new Set<WebSocket>()
  readonly #faults: FaultBox
  readonly #greeting: Greeting

  constructor(faults: FaultBox, greeting: Greeting) {
    this.#faults = faults
    this.#greeting = greeting
  }

  upgrade(message: IncomingMessage, socket: Socket, head: Buffer): void {
    const url = new URL(message.url ?? '/', 'http://simulator')
    if (url.pathname !== '/ws' && url.pathname !== '/api/ws') {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const sid = url.searchParams.get('clientId') || randomUUID().replaceAll('-', '')
    this.#server.handleUpgrade(message, socket, head, (opened) => this.#open(sid, opened))
  }

  /** The number of open sockets, including those that receive nothing. */
  get size(): number {
    return this.#all.size
  }

  supports(sid: string | undefined, flag: string): boolean {
    return sid !== undefined && this.#bySid.get(sid)?.flags.get(flag) === true
  }

  /** Sends to one sid, or to everyone without a sid. */
  send(type: string, data: Encodable, sid?: string): void {
    this.#deliver(type, stringifyJson({ type, data }), sid)
  }

  sendBinary(frame: Buffer, sid?: string): void {
    this.#deliver('preview', frame, sid)
  }

  /** Drops all sockets without a closing handshake, as a dying server does. */
  terminateAll(): void {
    for (const socket of this.#all) socket.terminate()
  }

  #open(sid: string, socket: WebSocket): void {
    const connection: Connection = {
      socket,
      flags: new Map(),
      isFirstMessage: true,
      isSilent: false,
      held: undefined,
    }
    this.#all.add(socket)
    this.#bySid.set(sid, connection)
    socket.on('close', () => {
      this.#all.delete(socket)
      this.#bySid.delete(sid)
    })
    // A message above the limit is an error of the peer; ws closes the socket itself.
    socket.on('error', () => this.#all.delete(socket))
    socket.on('message', (data, isBinary) => {
      if (!isBinary) this.#hear(connection, String(data))
    })
    const status = { exec_info: { queue_remaining: this.#greeting.queueRemaining() } }
    socket.send(stringifyJson({ type: 'status', data: { status, sid } }))
    connection.isSilent = this.#faults.take('silent-socket') !== undefined
    const node = this.#greeting.runningNode(sid)
    if (node !== undefined)
      this.#write(connection, stringifyJson({ type: 'executing', data: { node } }))
  }

  /** Reads the first JSON object; only feature flags have an effect. */
  #hear(connection: Connection, text: string): void {
    if (!connection.isFirstMessage) return
    let message: PyValue
    try {
      message = parseJson(text)
    } catch {
      return
    }
    if (!isDict(message)) return
    connection.isFirstMessage = false
    if (message.get('type') !== 'feature_flags') return
    for (const [flag, value] of getDict(message, 'data') ?? []) connection.flags.set(flag, value)
    this.#write(
      connection,
      stringifyJson({ type: 'feature_flags', data: this.#greeting.features() }),
    )
  }

  #deliver(type: string, frame: string | Buffer, sid: string | undefined): void {
    const isMeant = ({ event }: { event: string }): boolean => event === '' || event === type
    if (this.#faults.take('missing-event', isMeant) !== undefined) return
    const isForeign = this.#faults.take('foreign-event', isMeant) !== undefined
    const isHeld = this.#faults.take('reordered-event', isMeant) !== undefined
    const isDouble = this.#faults.take('duplicate-event', isMeant) !== undefined
    const foreign = isForeign ? foreignEvents() : []
    for (const connection of this.#receivers(sid)) {
      for (const event of foreign) this.#write(connection, event)
      if (isHeld) connection.held = frame
      else this.#write(connection, frame)
      if (isDouble) this.#write(connection, frame)
    }
  }

  #receivers(sid: string | undefined): readonly Connection[] {
    if (sid === undefined) return [...this.#bySid.values()]
    const one = this.#bySid.get(sid)
    return one === undefined ? [] : [one]
  }

  #write(connection: Connection, frame: string | Buffer): void {
    if (connection.isSilent) return
    connection.socket.send(frame)
    const { held } = connection
    if (held !== undefined) {
      connection.held = undefined
      connection.socket.send(held)
    }
  }
}
