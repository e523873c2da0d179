import { StoreDivergedError, StoreUnavailableError } from '@darkroom/job-queue'
import { retryAfter } from '../http/problem.ts'
import { type ProblemRow, problemOf } from '../http/problem-table.ts'

const awayHint =
  'The database of QUEUE has to come back: all goes on by itself, and nothing that was accepted is lost.'

export const queueProblems: readonly ProblemRow[] = [
  problemOf(StoreUnavailableError, ({ mayBeStored }) => ({
    status: 503,
    code: 'queue_unavailable',
    hint: mayBeStored
      ? `${awayHint} It may have been taken all the same: send it again with the same Idempotency-Key, or look for it before you do.`
      : awayHint,
    headers: retryAfter(5),
  })),
  problemOf(StoreDivergedError, () => ({
    status: 503,
    code: 'queue_unavailable',
    hint: 'This process ends, to be started anew on what the database has now.',
    headers: retryAfter(5),
  })),
]
