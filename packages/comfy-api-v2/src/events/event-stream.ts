import type { ApiV2Event } from './job-events.ts'

/** Milliseconds after which an EventSource comes back. */
const retryMs = 2000

const encoder = new TextEncoder()

const encode = (event: ApiV2Event): Uint8Array => {
  const id = 'id' in event ? `id: ${event.id}\n` : ''
  return encoder.encode(`event: ${event.event}\n${id}data: ${JSON.stringify(event.data)}\n\n`)
}

export const streamHeaders = {
  'content-type': 'text/event-stream',
  // A proxy that compresses would hold events back until it has enough of them.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

export interface EventStreamOptions {
  /** Milliseconds of silence before a comment is sent; clients give up after 45 s without a byte. */
  readonly heartbeatMs: number
  /** Told of an error, which ends the stream: clients then ask for the job, and come back. */
  readonly onError: (error: unknown) => void
  /** Ends it. */
  readonly stopping: AbortSignal
}

/**
 * Sends events as they are taken, so that nothing piles up for who reads slowly, until the source ends, the client goes or the signal
 * aborts. The source must end when its own signal aborts.
 */
export function eventStream(
  source: (signal: AbortSignal) => AsyncGenerator<ApiV2Event, void>,
  { heartbeatMs, onError, stopping }: EventStreamOptions,
): Response {
  const gone = new AbortController()
  const events = source(AbortSignal.any([gone.signal, stopping]))
  let beating: NodeJS.Timeout | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`))
      beating = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': here\n\n'))
      }, heartbeatMs)
    },
    async pull(controller) {
      const next = await events.next().catch((error: unknown) => {
        onError(error)
        return undefined
      })
      if (gone.signal.aborted) return
      if (next?.done === false) {
        controller.enqueue(encode(next.value))
        beating?.refresh()
        return
      }
      clearInterval(beating)
      controller.close()
    },
    async cancel() {
      clearInterval(beating)
      gone.abort()
      await events.return()
    },
  })
  return new Response(body, { headers: streamHeaders })
}
