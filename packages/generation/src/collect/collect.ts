import {
  ComfyConnectionError,
  ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
} from '@darkroom/comfy-client'
import { createTimeLimit, isDiskFull, isFileError, pause } from '@darkroom/foundation'
import { type JobError, StorageFullError } from '@darkroom/job-queue'
import { jobError } from '../job/job-error.ts'
import type { JobImage, JobStage } from '../job/job-view.ts'
import type { Logger, Timings } from '../options.ts'
import type { CollectLimit } from './collect-limit.ts'
import { BrokenDownloadError, DiskReserveError } from './errors.ts'
import type { Delivery, GalleryFiles } from './gallery-files.ts'

export interface CollectOptions {
  /** Makes the pictures count; until then they are garbage. On failure, fetching and commit are repeated. */
  readonly commit: (images: readonly JobImage[]) => Promise<'committed' | 'fenced'>
  readonly onStage: (stage: JobStage) => void
  readonly limit: CollectLimit
}

export interface CollectServices {
  readonly files: GalleryFiles
  readonly logger: Logger
  readonly timings: Timings
}

export type CollectOutcome =
  | { readonly state: 'committed' | 'fenced' | 'unreachable' | 'cancelled' }
  /** The server has no whole picture of the prompt; running it again can help. */
  | { readonly state: 'missing'; readonly error: JobError }
  | { readonly state: 'failed'; readonly error: JobError }

/** Tries when a download breaks or a disk errs. */
const tries = 3

/** Fetches the pictures of a finished prompt into the gallery, and commits. */
export async function collect(
  delivery: Delivery,
  { commit, onStage, limit }: CollectOptions,
  { files, logger, timings }: CollectServices,
): Promise<CollectOutcome> {
  const { downloads, jobId, signal } = delivery
  onStage('collecting')
  if (downloads.length === 0) return missing('ComfyUI says it is done, but names no picture')
  for (let failures = 0; ; ) {
    let wait = timings.backoff / 4
    try {
      const images = await limit.run((inner) => files.store({ ...delivery, signal: inner }), signal)
      onStage('committing')
      return { state: await commit(images) }
    } catch (error) {
      signal.throwIfAborted()
      if (hasNoRoom(error)) {
        onStage('waiting-for-space')
        logger.error({ jobId, err: error }, 'The disk is full')
        wait = 5 * timings.backoff
      } else failures += 1
      const outcome = outcomeOf(limit, timings.timeout) ?? judge(error, failures >= tries)
      if (outcome !== undefined) return outcome
    }
    if (await isCancelledWithin(wait, limit.cancelled, signal)) return { state: 'cancelled' }
  }
}

/** The outcome when there is no time left. */
function outcomeOf({ ended }: CollectLimit, timeoutMs: number): CollectOutcome | undefined {
  switch (ended) {
    case undefined:
      return undefined
    case 'cancelled':
      return { state: 'cancelled' }
    case 'timeout':
      return { state: 'failed', error: tooLate(timeoutMs) }
  }
}

const hasNoRoom = (error: unknown): boolean =>
  isDiskFull(error) || error instanceof StorageFullError || error instanceof DiskReserveError

/** Waits; resolves early when the job was cancelled, rejects when the signal aborts. */
async function isCancelledWithin(
  ms: number,
  cancelled: AbortSignal,
  signal: AbortSignal,
): Promise<boolean> {
  using joined = createTimeLimit(ms, signal, cancelled)
  await pause(Number.POSITIVE_INFINITY, joined.signal).catch(() => undefined)
  signal.throwIfAborted()
  return cancelled.aborted
}

/** The outcome of a failed try; undefined when another try is worth it. */
function judge(error: unknown, isLast: boolean): CollectOutcome | undefined {
  if (hasNoRoom(error)) return undefined
  if (error instanceof ComfyResponseError && error.status === 404) {
    return missing('ComfyUI no longer has the picture it made')
  }
  if (error instanceof ComfyConnectionError || error instanceof ComfyTimeoutError) {
    return { state: 'unreachable' }
  }
  if (error instanceof BrokenDownloadError || error instanceof ComfyError) {
    return isLast ? missing(`The picture cannot be fetched whole: ${error.message}`) : undefined
  }
  if (!isFileError(error)) throw error
  if (!isLast) return undefined
  const message = error instanceof Error ? error.message : String(error)
  return {
    state: 'failed',
    error: jobError('permanent', 'storage_failed', `The picture cannot be stored: ${message}`, {
      hint: "Check the gallery's folder: it must exist and be writable.",
    }),
  }
}

const tooLate = (timeoutMs: number): JobError =>
  jobError(
    'permanent',
    'timeout',
    `The picture was made, but could not be fetched from ComfyUI within ${Math.round(timeoutMs / 1000)} seconds`,
    { hint: 'Look at the connection to ComfyUI, or raise GENERATION_TIMEOUT_SECONDS.' },
  )

const missing = (message: string): CollectOutcome => ({
  state: 'missing',
  error: jobError('permanent', 'no_output', message),
})
