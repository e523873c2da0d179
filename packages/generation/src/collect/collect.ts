import {
  ComfyConnectionError,
  ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
  troubleOf,
} from '@darkroom/comfy-client'
import {
  createTimeLimit,
  errorCode,
  isDiskFull,
  isFileError,
  isMissing,
  pause,
} from '@darkroom/foundation'
import { type JobError, StorageFullError } from '@darkroom/job-queue'
import { isStorable } from '../disk/disk-report.ts'
import type { GalleryDisk } from '../disk/gallery-disk.ts'
import { GalleryMissingError, GalleryReadOnlyError } from '../errors.ts'
import { jobError } from '../job/job-error.ts'
import type { JobOutput } from '../job/job-output.ts'
import type { JobStage } from '../job/job-view.ts'
import type { Logger, Timings } from '../options.ts'
import type { CollectLimit } from './collect-limit.ts'
import { BrokenDownloadError, DiskReserveError, NotHeldError } from './errors.ts'
import type { Delivery, GalleryFiles } from './gallery-files.ts'

export interface CollectOptions {
  /** Makes the files count; until then they are garbage. On failure, fetching and commit are repeated. */
  readonly commit: (outputs: readonly JobOutput[]) => Promise<'committed' | 'fenced'>
  readonly onStage: (stage: JobStage) => void
  readonly limit: CollectLimit
}

export interface CollectServices {
  readonly files: GalleryFiles
  readonly disk: Pick<GalleryDisk, 'look' | 'checkWritable' | 'untilStorable'>
  readonly logger: Logger
  readonly timings: Timings
}

export type CollectOutcome =
  | { readonly state: 'committed' | 'fenced' | 'unreachable' | 'cancelled' }
  /** The server has not all files of the prompt whole; running it again can help. */
  | { readonly state: 'missing'; readonly error: JobError }
  | { readonly state: 'failed'; readonly error: JobError }

/** What is to be fetched; where it is stored is looked at here. */
type Wanted = Omit<Delivery, 'placed'>

/** Tries when a download breaks or a disk errs. */
const tries = 3

/** Fetches the files of a finished prompt into the gallery's folder, and commits. */
export async function collect(
  delivery: Wanted,
  options: CollectOptions,
  services: CollectServices,
): Promise<CollectOutcome> {
  const { signal } = delivery
  const { limit } = options
  const { timings } = services
  options.onStage('collecting')
  for (let failures = 0; ; ) {
    if (limit.ended === 'cancelled') return { state: 'cancelled' }
    try {
      return { state: await storeIfHeld(delivery, options, services) }
    } catch (error) {
      signal.throwIfAborted()
      const ended = outcomeOf(limit, timings.timeout)
      if (ended !== undefined) return ended
      if (await hasPassed(error, delivery, options, services)) {
        limit.renew()
        continue
      }
      failures += 1
      const outcome = judge(error, failures >= tries)
      if (outcome !== undefined) return outcome
      await pauseUnlessCancelled(timings.backoff / 4, limit, signal)
    }
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

/** Waits; resolves early when the job was cancelled, rejects when the signal aborts. */
async function pauseUnlessCancelled(
  ms: number,
  { cancelled }: CollectLimit,
  signal: AbortSignal,
): Promise<void> {
  using joined = createTimeLimit(Number.POSITIVE_INFINITY, signal, cancelled)
  await pause(ms, joined.signal).catch(() => undefined)
  signal.throwIfAborted()
}

/** A lease that is over by the clock is as one that the queue refuses. */
async function storeIfHeld(
  ...given: Parameters<typeof storeAndCommit>
): Promise<'committed' | 'fenced'> {
  try {
    return await storeAndCommit(...given)
  } catch (error) {
    if (error instanceof NotHeldError) return 'fenced'
    throw error
  }
}

async function storeAndCommit(
  delivery: Wanted,
  { commit, onStage, limit }: CollectOptions,
  { files, disk }: CollectServices,
): Promise<'committed' | 'fenced'> {
  if (!isStorable(await disk.look())) {
    onStage('waiting-for-gallery')
    using waiting = createTimeLimit(Number.POSITIVE_INFINITY, delivery.signal, limit.cancelled)
    await disk.untilStorable(waiting.signal)
    onStage('collecting')
  }
  const outputs = await limit.run(
    // The folder may have been exchanged meanwhile: what was stored must be in the gallery, or it is stored again.
    (inner) => files.store({ ...delivery, placed: () => disk.checkWritable(), signal: inner }),
    delivery.signal,
  )
  onStage('committing')
  return commit(outputs)
}

/** Waits while the disk is full; true when the error came from a full disk or one that is away, and another try is due. */
async function hasPassed(
  error: unknown,
  { jobId, signal }: Wanted,
  { onStage, limit }: CollectOptions,
  { files, disk, logger, timings }: CollectServices,
): Promise<boolean> {
  if (!isStorable(await disk.look())) return true
  if (hasNoRoom(error)) {
    onStage('waiting-for-space')
    logger.error({ jobId, err: error }, 'The disk is full')
    await pauseUnlessCancelled(5 * timings.backoff, limit, signal)
    return true
  }
  if (isFileError(error)) logger.warn({ jobId, err: error }, 'A file could not be stored')
  // Somebody has removed staging, or the folder was away for a moment.
  if (isFileError(error) && isMissing(error)) await files.makeStaging()
  return error instanceof GalleryMissingError || error instanceof GalleryReadOnlyError
}

/** The outcome of a failed try; undefined when another try is worth it. */
function judge(error: unknown, isLast: boolean): CollectOutcome | undefined {
  if (error instanceof ComfyResponseError && error.status === 404) {
    return missing('ComfyUI no longer has what it made')
  }
  if (isOutage(error)) {
    return { state: 'unreachable' }
  }
  if (error instanceof BrokenDownloadError || error instanceof ComfyError) {
    return isLast ? missing(`What was made cannot be fetched whole: ${error.message}`) : undefined
  }
  if (!isFileError(error)) throw error
  if (!isLast) return undefined
  return {
    state: 'failed',
    // The system's own message has the path on the disk, which is nobody's business; the log has it.
    error: jobError(
      'permanent',
      'storage_failed',
      `What was made cannot be stored (${errorCode(error)})`,
      {
        hint:
          isMissing(error) || errorCode(error) === 'ELOOP'
            ? 'A link or a file may stand where a folder of the gallery must be; nothing is ever stored through links.'
            : "Check the gallery's folder: it must exist and be writable.",
      },
    ),
  }
}

/** A proxy that does not reach ComfyUI says as little of the file as a connection that breaks. */
const isOutage = (error: unknown): boolean =>
  error instanceof ComfyConnectionError ||
  error instanceof ComfyTimeoutError ||
  (error instanceof ComfyResponseError && troubleOf(error) === 'gateway')

const hasNoRoom = (error: unknown): boolean =>
  isDiskFull(error) || error instanceof StorageFullError || error instanceof DiskReserveError

const tooLate = (timeoutMs: number): JobError =>
  jobError(
    'permanent',
    'timeout',
    `It was made, but could not be fetched from ComfyUI within ${Math.round(timeoutMs / 1000)} seconds`,
    { hint: 'Look at the connection to ComfyUI, or raise GENERATION_TIMEOUT_SECONDS.' },
  )

/** The outcome when the server has not all of it whole. */
export const missing = (message: string): CollectOutcome => ({
  state: 'missing',
  error: jobError('permanent', 'no_output', message),
})
