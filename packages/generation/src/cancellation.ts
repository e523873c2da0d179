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

  /** Enforces cancellations that the queue has recorded durably. `before`: the jobs as they were then, for it soon forgets much of them. */
  async enforce(before: readonly JobRecord[]): Promise<void> {
    const { queue, failpoint, dispatcher } = this.#parts
    await failpoint('cancel.after-sync')
    for (const former of before) {
      const record = queue.get(former.id)
      if (record?.cancelRequested === true) dispatcher.requestCancel(former.id)
      this.#takeBack(record, former)
    }
  }

  /** A job that was cancelled without a lease may still have a prompt on a server, or a file without a commit. */
  #takeBack(record: JobRecord | undefined, former: JobRecord): void {
    if (record?.state !== 'cancelled') return
    const { files, notifier, pool, readJob } = this.#parts
    const attempt = readAttempt(record.checkpoint) ?? readAttempt(former.checkpoint)
    const payload = readJob(record) ?? readJob(former)
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
