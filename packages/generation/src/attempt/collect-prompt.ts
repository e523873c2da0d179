import { Readable } from 'node:stream'
import type { HistoryEntry, ViewedFile } from '@darkroom/comfy-client'
import type { JobError } from '@darkroom/job-queue'
import { type CollectOutcome, collect, missing } from '../collect/collect.ts'
import type { CollectLimit } from '../collect/collect-limit.ts'
import { BrokenDownloadError, NotHeldError } from '../collect/errors.ts'
import type { Source } from '../collect/gallery-files.ts'
import { sidecarOf } from '../collect/sidecar.ts'
import { picturesOf } from '../job/inputs.ts'
import { jobError } from '../job/job-error.ts'
import type { JobOutput } from '../job/job-output.ts'
import { imagesOf, resultToJson } from '../job/job-result.ts'
import { mostOutputs } from '../job/output-names.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { findOutputs } from './find-outputs.ts'
import { isOfAttempt } from './graph-of.ts'
import type { LeasedJob } from './leased-job.ts'
import type { FoundOutput } from './outputs-of.ts'
import type { RunServices } from './run-services.ts'
import type { SubmittedPrompt } from './submitted-prompt.ts'

export interface CollectPromptOptions {
  readonly leased: LeasedJob
  readonly prompt: SubmittedPrompt
  /** What is known of how the prompt ended; undefined when nothing is, and its pictures are looked for by their names. */
  readonly entry: HistoryEntry | undefined
  readonly link: ServerLink
  readonly limit: CollectLimit
  readonly signal: AbortSignal
}

/** A picture may be made up to eight times as wide and high as was asked for. */
const mostEnlarged = 64

/** Without a size that was asked for; what the gallery's own decoder takes at most. */
const mostPixels = 16_383 ** 2

/** Fetches what a finished prompt made. The queue's record is the commit: a file without one is garbage. */
export async function collectPrompt(
  { leased, prompt, entry, link, limit, signal }: CollectPromptOptions,
  services: RunServices,
): Promise<CollectOutcome> {
  const { jobId, lease, payload } = leased
  const { promptId, workflow } = prompt
  const { clock, disk, timings } = services
  const durationMs = entry && durationOf(entry)
  const pictures = picturesOf(payload.inputs)
  const { found, next } = findOutputs({ workflow, entry, pictures })
  if (found === undefined) return missing('ComfyUI says it is done, but not what it made')
  if (found.length > mostOutputs) return { state: 'failed', error: tooMany(found.length, promptId) }
  const { resolution } = payload.recipe
  const delivery = {
    jobId,
    stem: payload.output,
    sources: found.map((one) => toSource(one, link)),
    before: async (inner: AbortSignal) => {
      // A prompt that was posted twice may have run twice.
      if (prompt.record.posts > 1) return
      for (const file of next) {
        if (!(await link.ask((client) => client.hasFile(file, { signal: inner })))) continue
        throw new BrokenDownloadError('There is more of it than was foreseen')
      }
    },
    limits: {
      mostPixels: resolution ? resolution.width * resolution.height * mostEnlarged : mostPixels,
      hasSpace: async () => (await disk.look()).state !== 'low',
      rateWindowMs: timings.rateWindow,
      now: () => clock.monotonic(),
    },
    async checkHeld() {
      const { ok } = await services.queue.heartbeat(lease)
      if (!ok) throw new NotHeldError(jobId)
    },
    sidecar: (index: number, output: JobOutput) =>
      sidecarOf({
        requestId: jobId,
        payload,
        acceptedAt: lease.job.createdAt,
        durationMs,
        server: link.client.baseUrl,
        promptId,
        output,
        index,
      }),
    signal,
  }
  const outcome = await collect(
    delivery,
    {
      limit,
      onStage: (stage) => {
        prompt.stage = stage
      },
      commit: async (outputs) => {
        const result = {
          outputs,
          server: link.name,
          promptId,
          ...(durationMs === undefined ? {} : { durationMs }),
        }
        const committed = await services.commit(
          jobId,
          imagesOf(outputs).map(({ path }) => path),
          () => services.queue.complete(lease, resultToJson(result)),
        )
        if (committed === 'fenced') return 'fenced'
        await services.failpoint('commit.after')
        services.inBackground(() => leased.tryAsk((client) => client.deleteHistory([promptId])))
        return 'committed'
      },
    },
    services,
  )
  if (
    outcome.state === 'missing' &&
    !found.every((one) => one.text !== undefined || isOfAttempt(one, promptId))
  ) {
    // The server's cache would answer the next attempt with the same files.
    await leased.tryAsk((client) => client.free({ unloadModels: false, freeMemory: true }))
  }
  return outcome
}

function durationOf({ startedAt, finishedAt }: HistoryEntry): number | undefined {
  return startedAt === undefined || finishedAt === undefined ? undefined : finishedAt - startedAt
}

/** A text that a node showed is a file from here on. */
function toSource({ kind: _, text, ...origin }: FoundOutput, link: ServerLink): Source {
  if (text === undefined) {
    return {
      ...origin,
      open: (signal) => link.ask((client) => client.view(origin, { signal })),
    }
  }
  const bytes = Buffer.from(text.toWellFormed())
  const opened: () => ViewedFile = () => ({
    contentType: 'text/plain',
    contentLength: bytes.length,
    body: Readable.from([bytes]),
  })
  return { ...origin, filename: 'text.txt', open: async () => opened() }
}

const tooMany = (count: number, promptId: string): JobError =>
  jobError(
    'permanent',
    'too_many_outputs',
    `It made ${count} files, more than the ${mostOutputs} that a job may have`,
    {
      hint: `Save a video instead of its frames, or fewer of them; they are in ComfyUI's output folder, below darkroom/${promptId}.`,
    },
  )
