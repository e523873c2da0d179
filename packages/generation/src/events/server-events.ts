import type { ComfyEvent } from '@darkroom/comfy-client'
import { Wake } from '@darkroom/foundation'
import type { ProgressBoard } from '../progress/progress-board.ts'

/** What the server that runs a job says of it, as its socket tells: a passing hint. */
export interface ServerEvent {
  readonly requestId: string
  readonly event: ComfyEvent
}

/** Events that wait for a slow listener; beyond that the oldest are left out. */
const mostWaiting = 1_000

/** Each event from now on, in order, until the signal aborts. */
export async function* serverEvents(
  board: Pick<ProgressBoard, 'subscribe'>,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const wake = new Wake()
  let waiting: ServerEvent[] = []
  const unsubscribe = board.subscribe((news) => {
    if (news.type !== 'server') return
    waiting.push(news)
    if (waiting.length > 2 * mostWaiting) waiting = waiting.slice(-mostWaiting)
    wake.wake()
  })
  try {
    while (!signal.aborted) {
      const events = waiting
      waiting = []
      yield* events
      if (waiting.length === 0) await wake.wait(Number.POSITIVE_INFINITY, signal)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    unsubscribe()
  }
}
