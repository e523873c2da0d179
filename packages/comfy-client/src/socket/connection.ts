import { errorCode } from '@darkroom/foundation'
import { WebSocket } from 'ws'
import type { ComfyEvent } from '../comfy-event.ts'
import { ComfyConnectionError, type ComfyError, ComfyResponseError } from '../errors.ts'
import { errorText } from '../http/error-text.ts'
import { readBinaryEvent } from '../read/read-binary-event.ts'
import { readTextEvent } from '../read/read-text-event.ts'

export interface ConnectionOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly pingIntervalMs: number
  readonly pongTimeoutMs: number
  readonly maxFrameBytes: number
  readonly onEvent: (event: ComfyEvent) => void
}

/** One connection, from its handshake to its end. */
export interface Connection {
  /** Resolves at any end of the connection; never rejects. */
  readonly ended: Promise<ComfyError>
  drop(reason: string): void
}

/** The error codes of a connection that was never established. */
const unconnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

export function openConnection(options: ConnectionOptions): Connection {
  try {
    return connect(options)
  } catch (cause) {
    // The cause is most likely a header that cannot be sent.
    const error = new ComfyConnectionError(`The socket cannot be opened: ${errorText(cause)}`, {
      sent: false,
      cause,
    })
    return { ended: Promise.resolve(error), drop: () => undefined }
  }
}

function connect({
  url,
  headers,
  pingIntervalMs,
  pongTimeoutMs,
  maxFrameBytes,
  onEvent,
}: ConnectionOptions): Connection {
  const socket = new WebSocket(url, {
    headers: { ...headers },
    handshakeTimeout: pongTimeoutMs,
    maxPayload: maxFrameBytes,
    // Compression is off, since previews are compressed already and inflating costs memory before any limit applies.
    perMessageDeflate: false,
    followRedirects: false,
  })
  const { promise: ended, resolve } = Promise.withResolvers<ComfyError>()
  let failure: ComfyError | undefined
  let timer: NodeJS.Timeout | undefined

  const drop = (reason: string): void => {
    failure ??= new ComfyConnectionError(reason, { sent: true })
    socket.terminate()
  }
  /** Pings after a silence and drops the connection after a longer one; any message counts as a sign of life. */
  const expectLife = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      socket.ping()
      timer = setTimeout(() => {
        drop(`Nothing heard for ${pongTimeoutMs} ms after a ping`)
      }, pongTimeoutMs)
    }, pingIntervalMs)
  }

  socket.on('open', () => {
    // The feature flags must be the first message, since the server negotiates once per connection.
    socket.send(
      JSON.stringify({ type: 'feature_flags', data: { supports_preview_metadata: true } }),
    )
    expectLife()
  })
  socket.on('pong', expectLife)
  socket.on('message', (data, isBinary) => {
    expectLife()
    const bytes = toBytes(data)
    onEvent(isBinary ? readBinaryEvent(bytes) : readTextEvent(bytes))
  })
  socket.on('unexpected-response', (request, response) => {
    const status = response.statusCode ?? 0
    failure ??= new ComfyResponseError(`The socket's handshake was answered with ${status}`, {
      status,
      contentType: response.headers['content-type'] ?? '',
    })
    request.destroy()
    socket.terminate()
  })
  socket.on('error', (error) => {
    failure ??= new ComfyConnectionError(`The socket failed: ${errorText(error)}`, {
      sent: !unconnected.has(errorCode(error)),
      cause: error,
    })
  })
  socket.on('close', (code) => {
    clearTimeout(timer)
    resolve(
      failure ?? new ComfyConnectionError(`The server closed the socket (${code})`, { sent: true }),
    )
  })
  return { ended, drop }
}

function toBytes(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
