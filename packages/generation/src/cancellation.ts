import type { JobQueue, JobRecord } from '@darkroom/job-queue'
import type { CompletionNotifier } from './collect/completion-notifier.ts'
import type { GalleryFiles } from './collect/gallery-files.ts'
import type { Dispatcher } from './dispatch/dispatcher.ts'
import { readAttempt } from './job/attempt-record.ts'
import type { ReadJob } from './job/read-job.ts'
import type { FailpointName } from './options.ts'
import type { Pool } from './servers/pool.ts'

export interface CancellationParts {
  readonly queue: JobQueue
  readonly readJob: ReadJob
  readonly dispatcher: Dispatcher
  readonly files: GalleryFiles
  readonly notifier: CompletionNotifier
  readonly pool: Pool
  readonly failpoint: (name: FailpointName) => void | Promise<void>
}

/** Carries requests to cancel from the queue to the runs of the jobs and to the servers. */
export class Cancellation {
  readonly #parts: CancellationParts

  constructor(parts: CancellationParts) {
    this.#parts = parts
  }

  /** Enforces cancellations that the queue has recorded durably. */
  async enforce(jobIds: readonly string[]): Promise<void> {
    const { queue, failpoint, dispatcher } = this.#parts
    await failpoint('cancel.after-sync')
    for (const jobId of jobIds) {
      const record = queue.get(jobId)
      if (record?.cancelRequested === true) dispatcher.requestCancel(jobId)
      await this.#takeBack(record)
    }
  }

  /** A job that was cancelled without a lease may still have a prompt on a server, or a file without a commit. */
  async #takeBack(record: JobRecord | undefined): Promise<void> {
    if (record?.state !== 'cancelled') return
    const { files, notifier, pool } = this.#parts
    const attempt = readAttempt(record.checkpoint)
    const payload = this.#parts.readJob(record)
    if (attempt === undefined || payload === undefined) return
    // In the background, for the disk may be ill; the next start looks for what is left.
    notifier.inBackground(() => files.discard(record.id, payload.output))
    const link = pool.links.find(({ name }) => name === attempt.server)
    // A server that cannot be reached is swept when it returns.
    if (!attempt.open || link?.reachable !== true) return
    notifier.inBackground(async () => {
      await link.ask((client) => client.deletePending([attempt.promptId]))
      await link.ask((client) => client.interrupt(attempt.promptId))
    })
  }
}
