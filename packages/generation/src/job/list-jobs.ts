import type { JobRecord } from '@darkroom/job-queue'
import type { ListFilter } from '../generation.ts'
import type { ServiceParts } from '../service-parts.ts'
import { statesOf } from './job-status.ts'
import type { JobView } from './job-view.ts'
import type { Listed, PageOptions } from './listed.ts'

type Needed = Pick<ServiceParts, 'queue' | 'views' | 'notifier'>

const byNewest = (left: JobRecord, right: JobRecord): number => right.createdAt - left.createdAt

/**
 * Jobs by their public status, newest first. One that is committed, and of which the gallery is still being told, is at work: it is
 * among those, on their first page, and not among the completed ones, so that who looks through both always finds it.
 */
export function listJobs(
  { status, groupId }: ListFilter,
  page: PageOptions,
  { queue, views, notifier }: Needed,
): Listed<JobView> {
  const isWanted = (record: JobRecord): boolean =>
    status === undefined || status.includes(views.status(record))
  const limit = Math.min(page.limit ?? 50, 1_000)
  const states = status?.flatMap(statesOf)
  const { items, cursor } = queue.list({ states, groupId }, { limit, cursor: page.cursor })
  const beside =
    states === undefined || states.includes('succeeded') || page.cursor !== undefined
      ? []
      : notifier.announcing
          .flatMap((id) => queue.get(id) ?? [])
          .filter((record) => record.state === 'succeeded' && isWanted(record))
          .filter((record) => groupId === undefined || record.groupId === groupId)
  const wanted = items.filter(isWanted)
  const all = beside.length === 0 ? wanted : [...beside, ...wanted].toSorted(byNewest)
  return { items: all.map((record) => views.view(record)), cursor }
}
