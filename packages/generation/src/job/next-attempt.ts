import type { AgainReason } from '../attempt/decide.ts'
import type { AttemptRecord } from './attempt-record.ts'
import { promptIdOf } from './prompt-id.ts'

interface Where {
  readonly jobId: string
  readonly server: string
  readonly clientId: string
}

/** The note to be written before the next prompt id of a job is posted for the first time. */
export function nextAttempt(
  { jobId, server, clientId }: Where,
  former: AttemptRecord | undefined,
): AttemptRecord {
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
    avoids: former?.avoids ?? [],
    abandoned: former?.abandoned ?? [],
  }
}

/** The former attempt is over; what it cost is counted. */
export function closed(note: AttemptRecord, because: AgainReason): AttemptRecord {
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
      return { ...over, avoids: withServer(note) }
    case 'interrupted':
      return { ...over, faults: note.faults + 1 }
    case 'refused':
      return { ...over, faults: note.faults + 1, avoids: withServer(note) }
  }
}

const withServer = ({ avoids, server }: AttemptRecord): readonly string[] => [
  ...new Set([...avoids, server]),
]

/**
 * Back on a server that the job was given up on, the prompt that was left there comes first: it may have made the
 * picture by now. Undefined when nothing was left there.
 */
export function reopened(
  note: AttemptRecord,
  { server, clientId }: Omit<Where, 'jobId'>,
): AttemptRecord | undefined {
  const left = note.abandoned.findLast((place) => place.server === server)
  if (note.open || left === undefined) return undefined
  const abandoned = note.abandoned.filter((place) => place !== left)
  return { ...note, ...left, clientId, posts: 1, seen: false, open: true, abandoned }
}
