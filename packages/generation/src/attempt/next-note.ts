import { promptIdOf } from '../plan/prompt-id.ts'
import type { AttemptNote } from './attempt-note.ts'
import type { AgainReason } from './decide.ts'

interface Where {
  readonly jobId: string
  readonly server: string
  readonly clientId: string
}

/** The note to be written before the next prompt id of a job is posted for the first time. */
export function nextAttempt(
  { jobId, server, clientId }: Where,
  former: AttemptNote | undefined,
): AttemptNote {
  const attempt = (former?.attempt ?? 0) + 1
  return {
    attempt,
    server,
    promptId: promptIdOf(jobId, attempt),
    clientId,
    posts: 1,
    seen: false,
    open: true,
    losses: former?.losses ?? 0,
    faults: former?.faults ?? 0,
    outOfMemory: former?.outOfMemory ?? 0,
    timedOut: false,
    abandoned: former?.abandoned ?? [],
  }
}

/** The former attempt is over; what it cost is counted. */
export function closed(note: AttemptNote, because: AgainReason): AttemptNote {
  const over = { ...note, open: false }
  switch (because) {
    case 'lost':
      return { ...over, losses: note.losses + 1 }
    case 'abandoned':
      return {
        ...over,
        losses: note.losses + 1,
        abandoned: [...note.abandoned, { server: note.server, promptId: note.promptId }],
      }
    case 'withdrawn':
      return over
    case 'interrupted':
    case 'refused':
      return { ...over, faults: note.faults + 1 }
  }
}
