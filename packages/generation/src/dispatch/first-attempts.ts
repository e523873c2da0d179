import type { Json } from '@darkroom/foundation'
import type { JobRecord } from '@darkroom/job-queue'
import { attemptToJson, readAttempt } from '../job/attempt-record.ts'
import { nextAttempt } from '../job/next-attempt.ts'
import type { ReadJob } from '../job/read-job.ts'
import type { ServerLink } from '../servers/server-link.ts'

/** Beyond so many, those of jobs that nobody runs any more are dropped. */
const mostKept = 256

/**
 * First attempts, whose records are written with the job's lease, so that both share one sync. Until the run begins,
 * nothing was posted: if the lease comes to nothing, any server may begin the job, and nobody looks for its prompt.
 * A restart knows nothing of that and looks.
 */
export class FirstAttempts {
  readonly #readJob: ReadJob
  /** The socket id that the record was written with: a record with another is another process' by now. */
  readonly #unposted = new Map<string, string>()

  constructor(readJob: ReadJob) {
    this.#readJob = readJob
  }

  /** The record to write with the lease; none when there was an attempt, or files have to be on the server before. */
  begin(record: JobRecord, { name, clientId }: ServerLink): Json | undefined {
    if (record.checkpoint !== undefined && !this.isUnposted(record)) return undefined
    const payload = this.#readJob(record)
    if (payload === undefined || (payload.files ?? []).length > 0) return undefined
    this.#unposted.set(record.id, clientId)
    return attemptToJson(nextAttempt({ jobId: record.id, server: name, clientId }, undefined))
  }

  isUnposted({ id, checkpoint }: JobRecord): boolean {
    const clientId = this.#unposted.get(id)
    return clientId !== undefined && readAttempt(checkpoint)?.clientId === clientId
  }

  /** The server that has, or may have, a prompt of the job. */
  serverOf(record: JobRecord): string | undefined {
    const attempt = this.isUnposted(record) ? undefined : readAttempt(record.checkpoint)
    return attempt?.open === true ? attempt.server : undefined
  }

  /** The run begins: from now on the prompt may be on its server. True when it was not posted before. */
  take(record: JobRecord): boolean {
    const isUnposted = this.isUnposted(record)
    this.#unposted.delete(record.id)
    return isUnposted
  }

  /** Drops those of jobs that were cancelled before a run began. */
  prune(isLive: (jobId: string) => boolean): void {
    if (this.#unposted.size <= mostKept) return
    for (const id of this.#unposted.keys()) if (!isLive(id)) this.#unposted.delete(id)
  }
}
