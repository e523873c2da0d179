import { setTimeout as delay } from 'node:timers/promises'
import {
  ComfyConnectionError,
  ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
  type FileReference,
  type HistoryEntry,
} from '@darkroom/comfy-client'
import { isDiskFull, isFileError } from '@darkroom/foundation'
import { type JobError, StorageFullError } from '@darkroom/job-queue'
import type { Attempt } from '../attempt/attempt.ts'
import { savedFiles } from '../attempt/graph-of.ts'
import { jobError } from '../attempt/judge-failure.ts'
import type { LeasedJob } from '../attempt/leased-job.ts'
import type { RunServices } from '../attempt/run-services.ts'
import { resultToJson } from '../job/job-result.ts'
import type { JobImage } from '../job/job-view.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { BrokenDownloadError } from './errors.ts'
import { sidecarOf } from './sidecar.ts'

export interface CollectOptions {
  readonly holder: LeasedJob
  readonly attempt: Attempt
  readonly entry: HistoryEntry
  readonly link: ServerLink
  readonly signal: AbortSignal
}

export type CollectOutcome =
  | { readonly state: 'committed' | 'fenced' | 'unreachable' }
  /** The server has no whole picture of it; running it again can help. */
  | { readonly state: 'missing'; readonly error: JobError }
  | { readonly state: 'failed'; readonly error: JobError }

/** So often is a download that breaks, or a disk that errs, tried. */
const tries = 3

/** Brings the pictures of a finished prompt into the gallery, and commits. */
export async function collect(
  options: CollectOptions,
  services: RunServices,
): Promise<CollectOutcome> {
  const { attempt, entry } = options
  attempt.follow.stage = 'collecting'
  const files = savedFiles(entry, attempt.workflow.outputNodeIds)
  if (files.length === 0) return missing('ComfyUI says it is done, but names no picture')
  for (let failures = 0; ; ) {
    try {
      const images = await store(options, files, services)
      attempt.follow.stage = 'committing'
      return await commit(options, images, services)
    } catch (error) {
      options.signal.throwIfAborted()
      if (isDiskFull(error) || error instanceof StorageFullError) {
        attempt.follow.stage = 'waiting-for-space'
        services.logger.error({ jobId: options.holder.jobId, err: error }, 'The disk is full')
        await delay(5 * services.timings.backoff, undefined, { signal: options.signal })
        continue
      }
      failures += 1
      const outcome = judge(error, failures >= tries)
      if (outcome !== undefined) return outcome
      await delay(services.timings.backoff / 4, undefined, { signal: options.signal })
    }
  }
}

/** Undefined: it is worth another try. */
function judge(error: unknown, isLast: boolean): CollectOutcome | undefined {
  if (error instanceof ComfyResponseError && error.status === 404) {
    return missing('ComfyUI no longer has the picture it made')
  }
  if (error instanceof ComfyConnectionError || error instanceof ComfyTimeoutError) {
    return { state: 'unreachable' }
  }
  if (error instanceof BrokenDownloadError || error instanceof ComfyError) {
    return isLast ? missing(`The picture can not be fetched whole: ${error.message}`) : undefined
  }
  if (!isFileError(error)) throw error
  if (!isLast) return undefined
  const message = error instanceof Error ? error.message : String(error)
  return {
    state: 'failed',
    error: jobError('permanent', 'storage_failed', `The picture can not be stored: ${message}`, {
      hint: "Check the gallery's folder: it must exist and be writable.",
    }),
  }
}

const missing = (message: string): CollectOutcome => ({
  state: 'missing',
  error: jobError('permanent', 'no_output', message),
})

function durationOf({ startedAt, finishedAt }: HistoryEntry): number | undefined {
  return startedAt === undefined || finishedAt === undefined ? undefined : finishedAt - startedAt
}

function store(
  { holder, entry, link, signal }: CollectOptions,
  files: readonly FileReference[],
  services: RunServices,
): Promise<readonly JobImage[]> {
  return services.files.store({
    jobId: holder.jobId,
    stem: holder.payload.output,
    downloads: files.map((file) => () => link.ask((client) => client.view(file, { signal }))),
    sidecar: (index, sha256) =>
      sidecarOf({
        requestId: holder.jobId,
        payload: holder.payload,
        acceptedAt: holder.lease.job.createdAt,
        durationMs: durationOf(entry),
        server: link.client.baseUrl,
        promptId: entry.promptId,
        sha256,
        index,
      }),
    signal,
  })
}

/** ● The record of the queue is the commit; a file without it is garbage. */
async function commit(
  { holder, entry, link }: CollectOptions,
  images: readonly JobImage[],
  services: RunServices,
): Promise<CollectOutcome> {
  const durationMs = durationOf(entry)
  const { promptId } = entry
  const result = {
    images,
    server: link.name,
    promptId,
    ...(durationMs === undefined ? {} : { durationMs }),
  }
  const committed = await services.commit(
    holder.jobId,
    images.map(({ path }) => path),
    () => services.queue.complete(holder.lease, resultToJson(result)),
  )
  if (committed === 'fenced') return { state: 'fenced' }
  await services.failpoint('commit.after')
  services.inBackground(() => holder.tryAsk((client) => client.deleteHistory([promptId])))
  return { state: 'committed' }
}
