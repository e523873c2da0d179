import type { DoorError } from '@darkroom/door-ports'
import { errorBody } from '../errors/error-body.ts'
import { liveBody } from './live-body.ts'
import type { ImageEvent } from './stream-events.ts'

export interface StreamedAnswerOptions {
  /** Milliseconds between signs of life. */
  readonly heartbeat: number
  readonly headers: Readonly<Record<string, string>>
  /** Called once everything was taken, or why it cannot be made. */
  readonly onTaken: (error: DoorError | undefined) => Promise<void>
  readonly toDoorError: (error: unknown) => DoorError
  readonly breakOff: () => boolean
}

/** Answers with server-sent events; comments between them keep the connection alive. A failure is an event called `error`. */
export function streamedAnswer(
  events: AsyncIterable<ImageEvent>,
  { heartbeat, headers, onTaken, toDoorError, breakOff }: StreamedAnswerOptions,
): Response {
  const source = async function* (): AsyncGenerator<string> {
    try {
      for await (const event of events) yield toMessage(event.type, event)
      await onTaken(undefined)
    } catch (error) {
      const told = toDoorError(error)
      yield toMessage('error', { type: 'error', ...errorBody(told) })
      await onTaken(told)
    }
  }
  const body = liveBody(source(), { beat: ': waiting\n\n', every: heartbeat, breakOff })
  return new Response(body, {
    headers: {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    },
  })
}

const toMessage = (event: string, data: unknown): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
