import type { JobQueue, LeasedJob } from '@darkroom/job-queue'
import { readAttempt } from '../job/attempt-record.ts'
import type { JobPayload } from '../job/job-payload.ts'
import { readResult } from '../job/job-result.ts'
import type { JobStage } from '../job/job-view.ts'
import { type RunNews, runEndOf } from './run-news.ts'

export interface BegunRun {
  readonly job: LeasedJob
  readonly payload: JobPayload
  readonly server: string
  readonly model: string | undefined
  /** Its attempt record was written with the lease, and its prompt was not posted yet. */
  readonly isUnposted: boolean
}

/** Tells a listener of the runs of this process: each is taken, passes through stages and is over, once. */
export class RunTeller {
  readonly #queue: Pick<JobQueue, 'get'>
  readonly #tell: (news: RunNews) => void
  readonly #running = new Set<string>()

  constructor(queue: Pick<JobQueue, 'get'>, tell: (news: RunNews) => void = () => undefined) {
    this.#queue = queue
    this.#tell = tell
  }

  taken({ job, payload, server, model, isUnposted }: BegunRun): void {
    const { id, createdAt, client, priority, checkpoint } = job
    const isFirst = isUnposted || readAttempt(checkpoint) === undefined
    this.#running.add(id)
    const { workflow } = payload
    const type = 'taken'
    this.#tell({ type, jobId: id, server, isFirst, createdAt, client, priority, workflow, model })
  }

  stage(jobId: string, stage: JobStage): void {
    if (this.#running.has(jobId)) this.#tell({ type: 'stage', jobId, stage })
  }

  /** Nothing, for a job that was given back before it began. */
  over(jobId: string): void {
    if (!this.#running.delete(jobId)) return
    const record = this.#queue.get(jobId)
    const executionMs = readResult(record?.result)?.durationMs
    this.#tell({ type: 'over', jobId, end: runEndOf(record?.state), executionMs })
  }
}
