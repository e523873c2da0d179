import { isoTime } from '../job/iso-time.ts'
import type { JobView } from '../job/job-view.ts'
import type { GroupProgress } from './group-view.ts'

const timeOf = (at: number | undefined): string | null => (at === undefined ? null : isoTime(at))

/** The state of a group, in the words of the files that describe groups. */
export const describeState = (group: GroupProgress): object => ({
  status: group.status,
  paused: group.paused,
  created_at: timeOf(group.createdAt),
  completed_at: timeOf(group.finishedAt),
})

/** One job of a group, in the same words. */
export const describeJob = (job: JobView): object => ({
  request_id: job.requestId,
  status: job.status,
  prompt: job.recipe.prompt ?? '',
  seed: job.recipe.seed ?? 0,
  files: job.outputs.map(({ path }) => path.split('/').at(-1) ?? path),
  error: job.error ?? null,
})
