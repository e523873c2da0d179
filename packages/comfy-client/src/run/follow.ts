import type { ComfyEvent } from '../comfy-event.ts'
import type { ComfySocket } from '../socket.ts'

/** What the socket has told of one job. */
export interface Following extends AsyncDisposable {
  /** Resolves once the socket is open, or was refused for the first time. */
  readonly contact: Promise<void>
  /** When something was heard of this job, by `performance.now()`; 0 when never. */
  readonly heardOwnAt: number
  readonly isEnded: boolean
  /** Resolves once an event says that the job is over, or when aborted; rejects with what `onEvent` threw. */
  ended(signal: AbortSignal): Promise<void>
}

/** Reads the socket to its end and hands on what belongs to the job. */
export function follow({
  socket,
  promptId,
  onEvent,
}: {
  readonly socket: ComfySocket
  readonly promptId: string
  readonly onEvent: (event: ComfyEvent) => void
}): Following {
  const contact = Promise.withResolvers<void>()
  let heardOwnAt = 0
  let ownIsRunning = false
  const over = Promise.withResolvers<void>()
  let isEnded = false

  const hear = (event: ComfyEvent): void => {
    contact.resolve()
    if (!belongs(event, promptId, ownIsRunning)) return
    heardOwnAt = performance.now()
    if (event.type === 'executing') ownIsRunning = event.nodeId !== undefined
    if (isEnding(event)) {
      isEnded = true
      over.resolve()
    }
    onEvent(event)
  }
  const reading = (async () => {
    for await (const event of socket) hear(event)
  })().catch(over.reject)
  over.promise.catch(() => undefined)

  return {
    contact: contact.promise,
    get heardOwnAt() {
      return heardOwnAt
    },
    get isEnded() {
      return isEnded
    },
    async ended(signal) {
      const aborted = Promise.withResolvers<void>()
      const onAbort = (): void => aborted.resolve()
      if (signal.aborted) onAbort()
      signal.addEventListener('abort', onAbort, { once: true })
      try {
        await Promise.race([over.promise, aborted.promise])
      } finally {
        signal.removeEventListener('abort', onAbort)
      }
    },
    async [Symbol.asyncDispose]() {
      await socket.close()
      await reading
    },
  }
}

/** Previews and progress of anonymous jobs reach every socket; what says no job counts only while ours runs. */
function belongs(event: ComfyEvent, promptId: string, ownIsRunning: boolean): boolean {
  switch (event.type) {
    case 'socket-open':
    case 'socket-lost':
    case 'status':
    case 'feature-flags':
    case 'logs':
    case 'unknown':
      return false
    case 'text':
      return ownIsRunning
    case 'preview':
    case 'progress':
      return event.promptId === promptId || (event.promptId === undefined && ownIsRunning)
    case 'executing':
      // Without an id it is the repetition for a socket that comes late, sent only when ours runs.
      return event.promptId === promptId || event.promptId === undefined
    default:
      return event.promptId === promptId
  }
}

function isEnding(event: ComfyEvent): boolean {
  switch (event.type) {
    case 'execution-success':
    case 'execution-interrupted':
      return true
    case 'execution-error':
      return event.isTerminal
    case 'executing':
      return event.nodeId === undefined && event.promptId !== undefined
    default:
      return false
  }
}
