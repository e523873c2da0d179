import type { Context } from 'hono'
import type { AppEnv } from './env.ts'
import { toTime } from './fields.ts'
import { stoppingProblem } from './stopping-problem.ts'

/** Milliseconds of silence before a heartbeat, below the 30 to 60 s after which proxies drop a silent connection. */
const heartbeatMs = 10_000

/** Milliseconds after which EventSource reconnects. */
const retryMs = 2000

/** Milliseconds for a client to take the end of its stream when the server stops; then it is dropped. */
const goodbyeMs = 500

export interface Message {
  readonly event?: string
  readonly id?: string
  /** Sent as JSON, which has no line ends. Without data, only the id from which to go on is sent. */
  readonly data?: object
}

const encoder = new TextEncoder()

/** Encoded messages without an id, which all listeners share: a preview is 50 kB. */
const shared = new WeakMap<Message, Uint8Array>()

/** Encodes one message for the wire. */
function encode({ event, id, data }: Message): Uint8Array {
  const lines = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
  ]
  return encoder.encode(`${lines.join('\n')}\n\n`)
}

function encodeOnce(message: Message): Uint8Array {
  if (message.id !== undefined) return encode(message)
  const bytes = shared.get(message) ?? encode(message)
  shared.set(message, bytes)
  return bytes
}

/** Says that the server is there though nothing happens. A comment would do for proxies, but EventSource hides them. */
const heartbeat = (): Uint8Array =>
  encode({ event: 'heartbeat', data: { time: toTime(Date.now()) } })

/**
 * Sends the source's messages as server-sent events, and a `heartbeat` whenever none was sent for 10 s, until the source
 * ends, the client goes or the server stops. `source` must end when its signal aborts. The next message is taken only
 * when the last one was read, and a client that reads nothing gets no heartbeats either, so nothing piles up for it here.
 */
export function sendEvents(
  c: Context<AppEnv>,
  stopping: AbortSignal,
  source: (signal: AbortSignal) => AsyncIterable<Message>,
): Response {
  if (stopping.aborted) throw stoppingProblem()
  const stop = new AbortController()
  const hangUp = (): void => {
    setTimeout(() => c.env?.outgoing?.destroy(), goodbyeMs).unref()
  }
  stopping.addEventListener('abort', hangUp, { once: true })
  const over = (): void => {
    clearInterval(beating)
    stopping.removeEventListener('abort', hangUp)
  }
  const messages = source(AbortSignal.any([stop.signal, stopping]))[Symbol.asyncIterator]()
  let beating: NodeJS.Timeout | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // The first bytes open the stream at once, though nothing may happen for a while.
      controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`))
      beating = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(heartbeat())
      }, heartbeatMs)
    },
    async pull(controller) {
      const message = await next(c, messages)
      if (stop.signal.aborted) return
      if (message !== undefined) {
        controller.enqueue(encodeOnce(message))
        beating?.refresh()
        return
      }
      over()
      controller.close()
    },
    async cancel() {
      over()
      stop.abort()
      await messages.return?.()
    },
  })
  return c.body(body, 200, {
    'content-type': 'text/event-stream',
    // A proxy that compresses would hold messages back until it has enough of them.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
}

/**
 * For finite streams: sends what the client has not seen yet, or 204, which tells EventSource not to come back.
 * `source` must end by itself.
 */
export async function sendRest(
  c: Context<AppEnv>,
  stopping: AbortSignal,
  source: (signal: AbortSignal) => AsyncIterable<Message>,
): Promise<Response> {
  const rest = await Array.fromAsync(source(AbortSignal.any([c.req.raw.signal, stopping])))
  if (rest.length === 0) return c.body(null, 204)
  return sendEvents(c, stopping, async function* () {
    yield* rest
  })
}

/**
 * The next message; undefined at the end. A failing source ends the stream, and EventSource comes back for what it
 * missed; an event called `error` would mean a failed job.
 */
async function next(
  c: Context<AppEnv>,
  messages: AsyncIterator<Message>,
): Promise<Message | undefined> {
  try {
    const { done, value } = await messages.next()
    return done === true ? undefined : value
  } catch (error) {
    c.var.log.error({ trace_id: c.var.traceId, err: error }, 'event stream failed')
    return undefined
  }
}
