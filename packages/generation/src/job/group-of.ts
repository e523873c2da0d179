import type { JobQueue, JobRecord } from '@darkroom/job-queue'
import { readRetry } from '../groups/group-members.ts'
import { retryKind } from './job-payload.ts'

/** Id of the batch or sequence that a job belongs to, whose payload may be forgotten; undefined for a single one. */
export function groupOf(
  record: Pick<JobRecord, 'groupId'> | undefined,
  queue: Pick<JobQueue, 'getGroup'>,
): string | undefined {
  const group = record?.groupId === undefined ? undefined : queue.getGroup(record.groupId)
  return group?.kind === retryKind ? readRetry(group.payload) : group?.id
}
