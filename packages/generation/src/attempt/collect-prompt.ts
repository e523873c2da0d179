import type { HistoryEntry } from '@darkroom/comfy-client'
import { type CollectOutcome, collect } from '../collect/collect.ts'
import type { CollectLimit } from '../collect/collect-limit.ts'
import { sidecarOf } from '../collect/sidecar.ts'
import { picturesOf } from '../job/inputs.ts'
import { resultToJson } from '../job/job-result.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { namedFiles, savedFiles } from './graph-of.ts'
import type { LeasedJob } from './leased-job.ts'
import type { RunServices } from './run-services.ts'
import type { SubmittedPrompt } from './submitted-prompt.ts'

export interface CollectPromptOptions {
  readonly leased: LeasedJob
  readonly prompt: SubmittedPrompt
  /** What is known of how the prompt ended; undefined when nothing is, and its picture is looked for by its name. */
  readonly entry: HistoryEntry | undefined
  readonly link: ServerLink
  readonly limit: CollectLimit
  readonly signal: AbortSignal
}

/** A picture may be made up to eight times as wide and high as was asked for. */
const mostEnlarged = 64

/** Without a size that was asked for; what the gallery's own decoder takes at most. */
const mostPixels = 16_383 ** 2

/** Fetches the pictures of a finished prompt. The queue's record is the commit: a file without one is garbage. */
export function collectPrompt(
  { leased, prompt, entry, link, limit, signal }: CollectPromptOptions,
  services: RunServices,
): Promise<CollectOutcome> {
  const { jobId, lease, payload } = leased
  const { promptId, workflow } = prompt
  const { clock, disk, timings } = services
  const durationMs = entry && durationOf(entry)
  const saved = entry === undefined ? [] : savedFiles(entry, workflow.outputNodeIds)
  // A history that names no picture may have been cleared just then, or the socket was cut.
  const files = saved.length > 0 ? saved : namedFiles(workflow, picturesOf(payload.inputs))
  const { resolution } = payload.recipe
  const delivery = {
    jobId,
    stem: payload.output,
    downloads: files.map(
      (file) => (inner: AbortSignal) => link.ask((client) => client.view(file, { signal: inner })),
    ),
    limits: {
      mostPixels: resolution ? resolution.width * resolution.height * mostEnlarged : mostPixels,
      hasSpace: async () => (await disk.look()).state !== 'low',
      rateWindowMs: timings.rateWindow,
      now: () => clock.monotonic(),
    },
    sidecar: (index: number, sha256: string) =>
      sidecarOf({
        requestId: jobId,
        payload,
        acceptedAt: lease.job.createdAt,
        durationMs,
        server: link.client.baseUrl,
        promptId,
        sha256,
        index,
      }),
    signal,
  }
  return collect(
    delivery,
    {
      limit,
      onStage: (stage) => {
        prompt.stage = stage
      },
      commit: async (images) => {
        const result = {
          images,
          server: link.name,
          promptId,
          ...(durationMs === undefined ? {} : { durationMs }),
        }
        const committed = await services.commit(
          jobId,
          images.map(({ path }) => path),
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
}

function durationOf({ startedAt, finishedAt }: HistoryEntry): number | undefined {
  return startedAt === undefined || finishedAt === undefined ? undefined : finishedAt - startedAt
}
