import type { HistoryEntry } from '@darkroom/comfy-client'
import { type CollectOutcome, collect } from '../collect/collect.ts'
import { sidecarOf } from '../collect/sidecar.ts'
import { resultToJson } from '../job/job-result.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { savedFiles } from './graph-of.ts'
import type { LeasedJob } from './leased-job.ts'
import type { RunServices } from './run-services.ts'
import type { SubmittedPrompt } from './submitted-prompt.ts'

export interface CollectPromptOptions {
  readonly leased: LeasedJob
  readonly prompt: SubmittedPrompt
  readonly entry: HistoryEntry
  readonly link: ServerLink
  readonly signal: AbortSignal
}

/** Fetches the pictures of a finished prompt. The queue's record is the commit: a file without one is garbage. */
export function collectPrompt(
  { leased, prompt, entry, link, signal }: CollectPromptOptions,
  services: RunServices,
): Promise<CollectOutcome> {
  const { jobId, lease, payload } = leased
  const { promptId } = entry
  const durationMs = durationOf(entry)
  const delivery = {
    jobId,
    stem: payload.output,
    downloads: savedFiles(entry, prompt.workflow.outputNodeIds).map(
      (file) => () => link.ask((client) => client.view(file, { signal })),
    ),
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
