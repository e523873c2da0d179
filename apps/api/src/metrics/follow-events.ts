import { EventGapError, type JobQueue, type QueueEvent } from '@darkroom/job-queue'
import type { Logger } from 'pino'

interface Options {
  readonly after: string
  readonly signal: AbortSignal
  readonly log: Logger
}

/** Hands on every event of the queue until the signal aborts. After a gap it goes on from now: what was missed is not counted. */
export async function followEvents(
  queue: Pick<JobQueue, 'events' | 'lastEventId'>,
  onEvent: (event: QueueEvent) => void,
  { after, signal, log }: Options,
): Promise<void> {
  let from = after
  while (!signal.aborted) {
    try {
      for await (const event of queue.events({ after: from, signal })) onEvent(event)
      return
    } catch (err) {
      if (signal.aborted) return
      log.warn({ err }, 'Events of the queue were missed by metrics and traces')
      if (!(err instanceof EventGapError)) return
      from = queue.lastEventId()
    }
  }
}
