import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { untilAborted } from '@darkroom/foundation'
import type { ComfyEvent } from '../comfy-event.ts'
import { ComfyError } from '../errors.ts'
import type { ComfySocket, ConnectOptions } from '../socket.ts'
import { type Connection, openConnection } from './connection.ts'
import { EventBuffer } from './event-buffer.ts'

/** Connects at once, and reconnects whenever the connection ends, until closed. */
export function createSocket({
  socketHref,
  headers,
  signal,
  clientId: givenId,
  pingIntervalMs = 10_000,
  pongTimeoutMs = 10_000,
  retryMs = 250,
  maxFrameBytes = 64 * 1024 * 1024,
  bufferSize = 1_024,
  onClose,
}: ConnectOptions & {
  readonly socketHref: string
  readonly headers: Readonly<Record<string, string>>
  readonly onClose: () => void
}): ComfySocket {
  const closing = new AbortController()
  const buffer = new EventBuffer({ size: bufferSize, onReturn: () => close() })
  let connection: Connection | undefined
  let clientId: string | undefined
  let opening = Promise.withResolvers<string>()
  opening.promise.catch(() => undefined)

  const hear = (id: string, event: ComfyEvent): void => {
    // The server's greeting, always its first message, is the only status with a sid.
    if (clientId === undefined) {
      clientId = (event.type === 'status' ? event.sid : undefined) ?? id
      buffer.push({ type: 'socket-open', clientId })
      opening.resolve(clientId)
    }
    buffer.push(event)
  }

  /** Runs one connection to its end; returns whether the server had greeted. */
  const connectOnce = async (retryInMs: number): Promise<boolean> => {
    const id = givenId ?? randomUUID()
    connection = openConnection({
      url: `${socketHref}/api/ws?${new URLSearchParams({ clientId: id })}`,
      headers,
      pingIntervalMs,
      pongTimeoutMs,
      maxFrameBytes,
      onEvent: (event) => hear(id, event),
    })
    const error = await connection.ended
    const wasOpen = clientId !== undefined
    connection = undefined
    clientId = undefined
    if (wasOpen) {
      opening = Promise.withResolvers<string>()
      opening.promise.catch(() => undefined)
    }
    buffer.push({
      type: 'socket-lost',
      clientId: id,
      error,
      retryInMs: wasOpen ? retryMs : retryInMs,
    })
    return wasOpen
  }

  const keepConnected = async (): Promise<void> => {
    let wait = retryMs
    while (!closing.signal.aborted) {
      const wasOpen = await connectOnce(wait)
      if (wasOpen) wait = retryMs
      // The wait is up to half as much again, so that many clients do not reconnect at the same moment.
      await delay(wait * (1 + Math.random() / 2), undefined, { signal: closing.signal }).catch(
        () => undefined,
      )
      if (!wasOpen) wait = Math.min(wait * 2, retryMs * 32)
    }
  }

  const reasonOfClosing = (): unknown =>
    signal?.aborted ? signal.reason : new ComfyError('The socket is closed')

  const stop = (): void => {
    if (closing.signal.aborted) return
    closing.abort()
    signal?.removeEventListener('abort', stop)
    buffer.end()
    opening.reject(reasonOfClosing())
    connection?.drop('The socket is closed')
    onClose()
  }

  const connected = signal?.aborted ? Promise.resolve() : keepConnected()
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })

  const close = async (): Promise<void> => {
    stop()
    await connected
  }

  return {
    get clientId() {
      return clientId
    },
    get dropped() {
      return buffer.dropped
    },
    async opened({ signal: waitSignal } = {}) {
      if (closing.signal.aborted) throw reasonOfClosing()
      return await (waitSignal ? untilAborted(opening.promise, waitSignal) : opening.promise)
    },
    reconnect: (reason) => connection?.drop(reason),
    close,
    [Symbol.asyncIterator]: () => buffer,
    [Symbol.asyncDispose]: close,
  }
}
