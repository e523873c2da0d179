import type { GenerationRequest, SequenceStory } from '../job/generation-request.ts'
import { isoTime } from '../job/iso-time.ts'
import type { JobView } from '../job/job-view.ts'
import { parametersOf } from '../job/parameters-of.ts'
import type { BatchView, SequenceView } from './group-view.ts'

/** Where a batch or sequence is described, below the root. */
export const groupFileOf = ({ kind, id }: { kind: 'batch' | 'sequence'; id: string }): string =>
  kind === 'batch' ? `batches/${id}/batch.json` : `sequences/${id}/sequence.json`

const timeOf = (at: number | undefined): string | null => (at === undefined ? null : isoTime(at))

const filesOf = (job: JobView): readonly string[] =>
  job.images.map(({ path }) => path.split('/').at(-1) ?? path)

const jobLine = (job: JobView): object => ({
  request_id: job.requestId,
  status: job.status,
  prompt: job.request.prompt,
  seed: job.seed,
  files: filesOf(job),
  error: job.error ?? null,
})

/** What is written beside the pictures; it is rewritten whenever one of them begins or ends. */
export function groupFileText(group: BatchView | SequenceView): string {
  const state = {
    status: group.status,
    paused: group.paused,
    created_at: timeOf(group.createdAt),
    completed_at: timeOf(group.finishedAt),
  }
  const described = group.kind === 'batch' ? batchFile(group, state) : sequenceFile(group, state)
  return `${JSON.stringify(described, undefined, 2)}\n`
}

const commonOf = (request: GenerationRequest): object => ({
  negative_prompt: request.negativePrompt,
  model: request.model,
  parameters: parametersOf(request),
})

const batchFile = ({ request, ...group }: BatchView, state: object): object => ({
  schema: 'darkroom-batch/1',
  batch_id: group.id,
  ...state,
  prompt: request.request.prompt,
  ...commonOf(request.request),
  seed_mode: request.seedMode,
  base_seed: request.baseSeed,
  shared_run: request.sharedRun,
  total_images: group.total,
  completed_images: group.completed,
  failed_images: group.failed,
  images: group.jobs.map((job) => ({ number: job.part?.number ?? 0, ...jobLine(job) })),
})

const storyOf = ({ description, ...elements }: SequenceStory): object => ({
  story: description,
  ...elements,
})

const sequenceFile = ({ request, ...group }: SequenceView, state: object): object => ({
  schema: 'darkroom-sequence/1',
  sequence_id: group.id,
  ...state,
  ...(request.story === undefined ? {} : storyOf(request.story)),
  ...commonOf(request.parameters),
  seed_mode: request.seedMode,
  base_seed: request.parameters.seed,
  total_frames: group.total,
  completed_frames: group.completed,
  failed_frames: group.failed,
  frames: group.jobs.map((job) => ({
    ...(job.part?.kind === 'sequence'
      ? {
          frame_number: job.part.frameNumber,
          description: job.part.description,
          shot_type: job.part.shotType,
        }
      : {}),
    ...jobLine(job),
  })),
})
