import type { JobError, Lease } from '@darkroom/job-queue'
import type { WorkflowRun } from '@darkroom/workflow-builder'
import { type AttemptRecord, attemptToJson, readAttempt } from '../job/attempt-record.ts'
import type { JobPayload } from '../job/job-payload.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { LeaseLostError, UnreadableJobError } from './errors.ts'
import type { RunServices } from './run-services.ts'

export interface LeaseOptions {
  readonly lease: Lease
  readonly link: ServerLink
  readonly signal: AbortSignal
}

/** A job and its lease: the right to work on it, and the ways to record how it goes on or ends. */
export class LeasedJob {
  readonly jobId: string
  readonly lease: Lease
  readonly payload: JobPayload
  readonly run: WorkflowRun
  readonly #link: ServerLink
  readonly #services: RunServices
  readonly #signal: AbortSignal
  #record: AttemptRecord | undefined

  constructor({ lease, link, signal }: LeaseOptions, services: RunServices) {
    this.jobId = lease.jobId
    this.lease = lease
    const payload = services.readJob(lease.job)
    const run = payload && services.workflows.open(payload)
    if (payload === undefined || run === undefined) throw new UnreadableJobError(lease.jobId)
    this.payload = payload
    this.run = run
    this.#link = link
    this.#services = services
    this.#signal = signal
    this.#record = readAttempt(lease.job.checkpoint)
  }

  /** The attempt record as it was written last; undefined before the first. */
  get record(): AttemptRecord | undefined {
    return this.#record
  }

  /** Writes the attempt record, which is durable when this resolves. */
  async write(record: AttemptRecord): Promise<void> {
    const written = await this.#services.queue.checkpoint(this.lease, attemptToJson(record))
    if (written === 'fenced') throw new LeaseLostError(this.jobId)
    this.#record = record
  }

  /** Asks the server to do something; only looking again tells whether it was done. */
  async tryAsk(question: Parameters<ServerLink['ask']>[0]): Promise<void> {
    if (!this.#link.reachable) return
    try {
      await this.#link.ask(question)
    } catch (error) {
      this.#signal.throwIfAborted()
      this.#services.logger.info({ jobId: this.jobId, err: error }, 'ComfyUI refused a request')
    }
  }

  /** Puts the job back into the queue, for any server. */
  async giveBack(reason: string, delayMs = 0): Promise<void> {
    await this.#services.queue.release(this.lease, { reason, delayMs })
  }

  async fail(error: JobError): Promise<void> {
    this.#services.logger.warn(
      { jobId: this.jobId, server: this.#link.name, error },
      'A job failed',
    )
    if ((await this.#services.queue.fail(this.lease, error)) !== 'fenced') await this.#clean()
  }

  async cancelled(): Promise<void> {
    if ((await this.#services.queue.cancelled(this.lease)) !== 'fenced') await this.#clean()
  }

  /**
   * Removes all traces of a job that made no picture: our files and the entry in the server's history. It has ended before: the
   * pictures of a job that another has by now are not ours to remove.
   */
  async #clean(): Promise<void> {
    const record = this.#record
    if (record === undefined) return
    try {
      await this.#services.files.discard(this.jobId, this.payload.output)
    } catch (error) {
      // The next start tries again to remove the files; the job ends all the same.
      this.#services.logger.warn({ jobId: this.jobId, err: error }, 'Files could not be removed')
    }
    const { promptId } = record
    this.#services.inBackground(() => this.tryAsk((client) => client.deleteHistory([promptId])))
  }
}
