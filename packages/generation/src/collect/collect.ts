import {
  ComfyConnectionError,
  ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
} from '@darkroom/comfy-client'
import { errorCode, isDiskFull, isFileError, isMissing, pause } from '@darkroom/foundation'
import { type JobError, StorageFullError } from '@darkroom/job-queue'
import { isStorable } from '../disk/disk-report.ts'
import type { GalleryDisk } from '../disk/gallery-disk.ts'
import { GalleryMissingError, GalleryReadOnlyError } from '../errors.ts'
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
  readonly disk: Pick<GalleryDisk, 'look' | 'checkWritable' | 'untilStorable' | 'report'>
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
  options: CollectOptions,
  services: CollectServices,
): Promise<CollectOutcome> {
  const { downloads, signal } = delivery
  options.onStage('collecting')
  if (downloads.length === 0) return missing('ComfyUI says it is done, but names no picture')
  for (let failures = 0; ; ) {
    try {
      return { state: await storeAndCommit(delivery, options, services) }
    } catch (error) {
      signal.throwIfAborted()
      if (await hasPassed(error, delivery, options, services)) continue
      failures += 1
      const outcome = judge(error, failures >= tries)
      if (outcome !== undefined) return outcome
      await pause(services.timings.backoff / 4, signal)
    }
  }
}

async function storeAndCommit(
  delivery: Delivery,
  { commit, onStage }: CollectOptions,
  { files, disk }: CollectServices,
): Promise<'committed' | 'fenced'> {
  if (!isStorable(await disk.look())) {
    onStage('waiting-for-gallery')
    await disk.untilStorable(delivery.signal)
    onStage('collecting')
  }
  const images = await files.store(delivery)
  // The folder may have been exchanged meanwhile: what was stored must be in the gallery, or it is stored again.
  await disk.checkWritable()
  onStage('committing')
  return commit(images)
}

/** Waits while the disk is full; true when the error came from a full disk or one that is away, and another try is due. */
async function hasPassed(
  error: unknown,
  { jobId, signal }: Delivery,
  { onStage }: CollectOptions,
  { files, disk, logger, timings }: CollectServices,
): Promise<boolean> {
  if (!isStorable(await disk.look())) return true
  if (isDiskFull(error) || error instanceof StorageFullError) {
    onStage('waiting-for-space')
    logger.error({ jobId, err: error }, 'The disk is full')
    await pause(5 * timings.backoff, signal)
    return true
  }
  if (isFileError(error)) logger.warn({ jobId, err: error }, 'A picture could not be stored')
  // Somebody has removed staging, or the folder was away for a moment.
  if (isFileError(error) && isMissing(error)) await files.makeStaging()
  return error instanceof GalleryMissingError || error instanceof GalleryReadOnlyError
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
  return {
    state: 'failed',
    // The system's own message has the path on the disk, which is nobody's business; the log has it.
    error: jobError(
      'permanent',
      'storage_failed',
      `The picture cannot be stored (${errorCode(error)})`,
      {
        hint: "Check the gallery's folder: it must exist and be writable.",
      },
    ),
  }
}

const missing = (message: string): CollectOutcome => ({
  state: 'missing',
  error: jobError('permanent', 'no_output', message),
})
