import { isRecord } from '@darkroom/foundation'
import type { WSContext } from 'hono/ws'
import { parse } from '../http/read-body.ts'
import type { Message } from '../outputs/final-messages.ts'
import { features } from '../pool/features.ts'
import type { Frames } from './frames.ts'
import { Receipts } from './receipts.ts'

/**
 * Bytes that a client may be behind before it gets no more previews, and before it is let go. PNGs are no previews but pictures, as
 * `SaveImageWebsocket` sends them, and are not left out.
 */
const mostBehind = { previews: 4 * 1024 * 1024, all: 64 * 1024 * 1024 }

/** Bytes that wait to be sent, where the socket tells. */
const behind = ({ raw }: WSContext): number =>
  typeof raw === 'object' && raw !== null && 'bufferedAmount' in raw
    ? Number(raw.bufferedAmount)
    : 0

/** One open socket of a client. */
export class Session {
  readonly #socket: WSContext
  readonly #receipts: Receipts
  #hasSpoken = false
  #takesMetadata = false

  constructor(socket: WSContext) {
    this.#socket = socket
    this.#receipts = new Receipts(socket.raw)
  }

  /** To be called before the last message of a job, and what it returns after it; `received` is called once the client has that. */
  askReceipt(received: () => void): () => void {
    return this.#socket.readyState === 1 ? this.#receipts.ask(received) : () => undefined
  }

  /** The socket was closed, by its client or because it broke. */
  end({ isByClient }: { readonly isByClient: boolean }): void {
    if (isByClient) this.#receipts.end()
  }

  /** Whether what is sent may arrive: a socket that closes hears nothing any more. */
  get isOpen(): boolean {
    return this.#socket.readyState === 1
  }

  send({ type, data }: Message): void {
    if (!this.isOpen) return
    if (behind(this.#socket) > mostBehind.all) {
      this.#socket.close(1013, 'Too slow')
      return
    }
    this.#socket.send(JSON.stringify({ type, data }))
  }

  /** Shows a picture, unless the client is behind. */
  show(frames: Frames): void {
    const most = frames.mediaType === 'image/png' ? mostBehind.all : mostBehind.previews
    if (!this.isOpen || behind(this.#socket) > most) return
    this.#socket.send(this.#takesMetadata ? frames.withMetadata : frames.plain)
  }

  close(): void {
    this.#socket.close(1001, 'Going away')
  }

  /** The first object that a client sends may be its flags; nothing else that it says means anything. */
  hear(text: string): void {
    if (this.#hasSpoken) return
    const message = parse(text)
    if (!isRecord(message)) return
    this.#hasSpoken = true
    if (message.type !== 'feature_flags') return
    this.#takesMetadata = isRecord(message.data) && message.data.supports_preview_metadata === true
    this.send({ type: 'feature_flags', data: features })
  }
}
