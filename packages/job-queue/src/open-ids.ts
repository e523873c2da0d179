import type { OpenState } from './job-record.ts'

/** Ids of the jobs that have not ended, by their state: what is asked of few is not looked for among all that wait. */
export type OpenIds = Readonly<Record<OpenState, Set<string>>>

export const createOpenIds = (): OpenIds => ({
  blocked: new Set(),
  delayed: new Set(),
  queued: new Set(),
  leased: new Set(),
})

/** All of them, in no order. */
export function* allOpen(open: OpenIds): Generator<string> {
  for (const ids of Object.values(open)) yield* ids
}
