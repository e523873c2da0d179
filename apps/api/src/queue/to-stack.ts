import type { Gallery } from '@darkroom/gallery-store'
import type { BatchView, SequenceView, StackedRow } from '@darkroom/generation'
import { readFound } from '@darkroom/recipe'
import { thumbnailUrl } from '../gallery/image-version.ts'
import { toJob } from '../generate/to-job.ts'
import { toWaiting } from '../generate/waiting-schema.ts'
import { toTime } from '../http/fields.ts'
import type { Stack } from './queue-schemas.ts'

const mostThumbnails = 4

/** Of so many jobs before the first that waits, pictures are looked for. */
const mostLookedAt = 6

type Group = BatchView | SequenceView

export const toRow = (row: StackedRow, gallery: Gallery) =>
  'job' in row ? { job: toJob(row.job, gallery) } : { stack: toStack(row, gallery) }

/** How a batch or sequence stands, in few words: it can have ten thousand jobs. */
function toStack(
  { group, waiting, next }: Extract<StackedRow, { readonly group: Group }>,
  gallery: Gallery,
): Stack {
  return {
    kind: group.kind,
    id: group.id,
    ...wordsOf(group),
    status: group.status,
    paused: group.paused,
    ...toWaiting(group.waitingFor),
    total: group.total,
    completed: group.completed,
    failed: group.failed.length,
    waiting,
    next: next && toJob(next, gallery),
    thumbnails: newestThumbnails(group, waiting, gallery),
    estimated_seconds_remaining: group.etaSeconds,
    created_at: toTime(group.createdAt),
  }
}

const wordsOf = (group: Group): Pick<Stack, 'prompt' | 'model'> => {
  const { prompt = '', model = '' } = readFound(group.request.inputs)
  const story = group.kind === 'sequence' ? group.request.story?.description : undefined
  return { prompt: story ?? prompt, model }
}

const newestThumbnails = (group: Group, waiting: number, gallery: Gallery): string[] => {
  if (group.completed === 0) return []
  const from = Math.max(0, group.jobCount - waiting - mostLookedAt)
  return group
    .jobs({ from, most: mostLookedAt })
    .flatMap(({ images }) => images)
    .flatMap(({ path }) => gallery.findByPath(path) ?? [])
    .slice(-mostThumbnails)
    .map(thumbnailUrl)
}
