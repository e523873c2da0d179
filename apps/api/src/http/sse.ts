import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { AppEnv } from './env.ts'
import { ProblemError, retryAfter } from './problem.ts'

/** Below the 30 to 60 s after which proxies drop a silent connection. */
const pingMs = 15_000

/** After which EventSource tries again when the connection is lost. */
const retryMs = 2000

interface Message {
  readonly event?: string
  readonly id?: string
  /** Sent as JSON, which has no line ends. Without it, only the id from which to go on is given. */
  readonly data?: object
}

const encoder = new TextEncoder()

/** One message as it goes over the wire. */
export function toMessage({ event, id, data }: Message): Uint8Array {
  const lines = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
  ]
  return encoder.encode(`${lines.join('\n')}\n\n`)
}

/**
 * Sends what the source yields as server-sent events, with a comment every 15 s, until the source ends, the client
 * goes or the server stops. `source` must end when its signal aborts.
 */
export function sendEvents(
  c: Context<AppEnv>,
  stopping: AbortSignal,
  source: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
): Response {
  if (stopping.aborted) {
    throw new ProblemError(503, 'stopping', 'The server is stopping.', {
      headers: { ...retryAfter(2), connection: 'close' },
    })
  }
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, stopping])
  c.header('x-accel-buffering', 'no')
  const response = streamSSE(c, async (stream) => {
    stream.onAbort(() => stop.abort())
    const ping = setInterval(
      () => void stream.write(': ping\n\n').catch(() => stop.abort()),
      pingMs,
    )
    try {
      // Opens the stream at once, though nothing may happen for a while.
      await stream.write(`retry: ${retryMs}\n\n`)
      for await (const message of source(signal)) await stream.write(message)
    } catch (error) {
      // Hono would send its message as an event called `error`, which is what a failed job sends. So the stream ends,
      // and EventSource comes back for what it missed.
      c.var.log.error({ request_id: c.var.requestId, err: error }, 'event stream failed')
    } finally {
      clearInterval(ping)
      stop.abort()
    }
  })
  response.headers.set('cache-control', 'no-store')
  return response
}
