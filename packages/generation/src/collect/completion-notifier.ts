import { setTimeout as delay } from 'node:timers/promises'
import type { CommitResult } from '@darkroom/job-queue'
import { GenerationError } from '../errors.ts'
import type { Logger } from '../options.ts'

/** Tells the gallery of a committed job before anyone else, so that nobody asks it for an unknown picture. */
export class CompletionNotifier implements AsyncDisposable {
  readonly #onImages: (paths: readonly string[]) => Promise<void>
  readonly #patienceMs: number
  readonly #logger: Logger
  readonly #announcing = new Map<string, Promise<void>>()
  readonly #background = new Set<Promise<void>>()

  constructor(options: {
    onImages: (paths: readonly string[]) => Promise<void>
    /** The longest wait for the gallery before the end of the job is told anyway. */
    patienceMs: number
    logger: Logger
  }) {
    this.#onImages = options.onImages
    this.#patienceMs = options.patienceMs
    this.#logger = options.logger
  }

  isAnnouncing(jobId: string): boolean {
    return this.#announcing.has(jobId)
  }

  /** The jobs of which the gallery is being told, or will be once they are committed. */
  get announcing(): readonly string[] {
    return [...this.#announcing.keys()]
  }

  /** Resolves when the gallery was told, or failed to listen. */
  async announced(jobId: string): Promise<void> {
    await this.#announcing.get(jobId)
  }

  /** Resolves with the commit; the gallery is told in the background. */
  async commit(
    jobId: string,
    paths: readonly string[],
    complete: () => Promise<CommitResult>,
  ): Promise<CommitResult> {
    const told = Promise.withResolvers<void>()
    // Set before the commit, for the queue reports the commit before `complete` resolves.
    this.#announcing.set(jobId, told.promise)
    const over = (): void => {
      this.#announcing.delete(jobId)
      told.resolve()
    }
    try {
      const result = await complete()
      if (result === 'fenced') over()
      else this.inBackground(() => this.#tell(paths).finally(over))
      return result
    } catch (error) {
      over()
      throw error
    }
  }

  /** Another process has committed the job: the gallery here is told, and only then is its end. */
  committed(jobId: string, paths: readonly string[]): void {
    if (this.#announcing.has(jobId)) return
    const told = Promise.withResolvers<void>()
    this.#announcing.set(jobId, told.promise)
    this.inBackground(() =>
      this.#tell(paths).finally(() => {
        this.#announcing.delete(jobId)
        told.resolve()
      }),
    )
  }

  async #tell(paths: readonly string[]): Promise<void> {
    const told = new AbortController()
    const late = delay(this.#patienceMs, undefined, { signal: told.signal }).then(() => {
      throw new GenerationError(`The gallery did not take in ${paths.join(', ')} in time`)
    })
    try {
      await Promise.race([this.#onImages(paths), late])
    } finally {
      told.abort()
    }
  }

  inBackground(work: () => Promise<unknown>): void {
    const done = work().then(
      () => undefined,
      (error: unknown) => this.#logger.warn({ err: error }, 'Work in the background failed'),
    )
    this.#background.add(done)
    done.finally(() => this.#background.delete(done)).catch(() => undefined)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background)
  }
}
