import type { AttemptRecord } from './attempt-record.ts'
import { promptIdOf } from './prompt-id.ts'

/** The reason to run the job once more, under a new prompt id. */
export type AgainReason =
  | 'lost'
  | 'forgotten'
  | 'interrupted'
  | 'abandoned'
  /** Given up on a server that answers, but not what is asked about the prompt. */
  | 'unanswered'
  | 'refused'
  | 'withdrawn'
  /** The server had lost the files that it was given. */
  | 'files-lost'

interface Where {
  readonly jobId: string
  readonly server: string
  readonly clientId: string
}

/** The attempt record to be written before the next prompt id of a job is posted for the first time. */
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
    filesLost: former?.filesLost ?? 0,
    timedOut: false,
    avoids: former?.avoids ?? [],
    abandoned: former?.abandoned ?? [],
  }
}

/** Closes the attempt and counts what it cost. */
export function closed(record: AttemptRecord, because: AgainReason): AttemptRecord {
  const over = { ...record, open: false }
  switch (because) {
    case 'lost':
      return { ...over, losses: record.losses + 1 }
    case 'abandoned':
      return {
        ...over,
        losses: record.losses + 1,
        abandoned: [...record.abandoned, { server: record.server, promptId: record.promptId }],
      }
    case 'unanswered':
      return { ...closed(record, 'abandoned'), avoids: withServer(record) }
    case 'withdrawn':
      return { ...over, avoids: withServer(record) }
    case 'files-lost':
      return { ...over, filesLost: record.filesLost + 1 }
    case 'forgotten':
    case 'interrupted':
      return { ...over, faults: record.faults + 1 }
    case 'refused':
      return { ...over, faults: record.faults + 1, avoids: withServer(record) }
  }
}

const withServer = ({ avoids, server }: AttemptRecord): readonly string[] => [
  ...new Set([...avoids, server]),
]

/**
 * Reopens the prompt that was left on this server when the job was given up there: it may have made the picture by now.
 * Undefined when nothing was left there.
 */
export function reopened(
  record: AttemptRecord,
  { server, clientId }: Omit<Where, 'jobId'>,
): AttemptRecord | undefined {
  const left = record.abandoned.findLast((place) => place.server === server)
  if (record.open || left === undefined) return undefined
  const abandoned = record.abandoned.filter((place) => place !== left)
  return { ...record, ...left, clientId, posts: 1, seen: false, open: true, abandoned }
}
