import {
  ComfyConnectionError,
  ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
} from '@darkroom/comfy-client'
import { isDiskFull, isFileError, pause } from '@darkroom/foundation'
import { type JobError, StorageFullError } from '@darkroom/job-queue'
import { jobError } from '../job/job-error.ts'
import type { JobImage, JobStage } from '../job/job-view.ts'
import type { Logger, Timings } from '../options.ts'
import { BrokenDownloadError } from './errors.ts'
import type { Delivery, GalleryFiles } from './gallery-files.ts'

export interface CollectOptions {
  /** Makes the pictures count; until then they are garbage. On failure, fetching and commit are repeated. */
  readonly commit: (images: readonly JobImage[]) => Promise<'committed' | 'fenced'>
  readonly onStage: (stage: JobStage) => void
}

export interface CollectServices {
  readonly files: GalleryFiles
  readonly logger: Logger
  readonly timings: Timings
}

export type CollectOutcome =
  | { readonly state: 'committed' | 'fenced' | 'unreachable' }
  /** The server has no whole picture of the prompt; running it again can help. */
  | { readonly state: 'missing'; readonly error: JobError }
  | { readonly state: 'failed'; readonly error: JobError }

/** Tries when a download breaks or a disk errs. */
const tries = 3

/** Fetches the pictures of a finished prompt into the gallery, and commits. */
export async function collect(
  delivery: Delivery,
  { commit, onStage }: CollectOptions,
  { files, logger, timings }: CollectServices,
): Promise<CollectOutcome> {
  const { downloads, jobId, signal } = delivery
  onStage('collecting')
  if (downloads.length === 0) return missing('ComfyUI says it is done, but names no picture')
  for (let failures = 0; ; ) {
    try {
      const images = await files.store(delivery)
      onStage('committing')
      return { state: await commit(images) }
    } catch (error) {
      signal.throwIfAborted()
      if (isDiskFull(error) || error instanceof StorageFullError) {
        onStage('waiting-for-space')
        logger.error({ jobId, err: error }, 'The disk is full')
        await pause(5 * timings.backoff, signal)
        continue
      }
      failures += 1
      const outcome = judge(error, failures >= tries)
      if (outcome !== undefined) return outcome
      await pause(timings.backoff / 4, signal)
    }
  }
}

/** The outcome of a failed try; undefined when another try is worth it. */
function judge(error: unknown, isLast: boolean): CollectOutcome | undefined {
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

const missing = (message: string): CollectOutcome => ({
  state: 'missing',
  error: jobError('permanent', 'no_output', message),
})
