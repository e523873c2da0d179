import type { Job } from '../api/types.ts'

/** So many jobs that have ended are shown. */
export const mostRecent = 50

const endOf = ({ finished_at, created_at }: Job): number => Date.parse(finished_at ?? created_at)

/** The jobs that ended last, newest first; of the same job the later news counts. */
export function newest(jobs: readonly Job[]): readonly Job[] {
  const byId = new Map(jobs.map((job) => [job.request_id, job]))
  return [...byId.values()].sort((a, b) => endOf(b) - endOf(a)).slice(0, mostRecent)
}

/** A single job that ended, or those of a batch or sequence that did. */
export interface Finished {
  readonly id: string
  readonly group: { readonly kind: 'batch' | 'sequence'; readonly id: string } | undefined
  /** Newest first. */
  readonly jobs: readonly [Job, ...Job[]]
}

const groupOf = ({ batch_id, sequence_id }: Job): Finished['group'] => {
  if (batch_id !== undefined) return { kind: 'batch', id: batch_id }
  return sequence_id === undefined ? undefined : { kind: 'sequence', id: sequence_id }
}

/** The same with those of one batch or sequence as one, where its newest is. */
export function stacked(jobs: readonly Job[]): readonly Finished[] {
  const stacks = new Map<string, { group: Finished['group']; jobs: [Job, ...Job[]] }>()
  for (const job of jobs) {
    const group = groupOf(job)
    const id = group?.id ?? job.request_id
    const stack = stacks.get(id)
    if (stack === undefined) stacks.set(id, { group, jobs: [job] })
    else stack.jobs.push(job)
  }
  return [...stacks].map(([id, stack]) => ({ id, ...stack }))
}
