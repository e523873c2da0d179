import { EventGapError, type QueueEvent } from '@darkroom/job-queue'
import { groupOf } from './job/group-of.ts'
import { retryKind } from './job/job-payload.ts'
import { readResult } from './job/job-result.ts'
import type { ServiceParts } from './service-parts.ts'

/** Groups whose files are looked after when it is not known what happened. */
const newestGroups = 1_000

type Learners = Pick<
  ServiceParts,
  'queue' | 'readJob' | 'notifier' | 'durations' | 'groupFiles' | 'logger' | 'sharing'
>

/** Learns durations from ended jobs, and keeps the files of groups up to date, until the signal aborts. */
export async function followQueue(
  learners: Learners,
  { after, signal }: { readonly after: string; readonly signal: AbortSignal },
): Promise<void> {
  let from = after
  while (!signal.aborted) {
    const failure = await follow(learners, from, signal)
    if (signal.aborted) return
    if (!(failure instanceof EventGapError)) {
      learners.logger.error({ err: failure }, 'Following the queue ended')
      return
    }
    from = learners.queue.lastEventId()
    catchUp(learners)
  }
}

/** Learns from events until there are no more. Returns why. */
async function follow(learners: Learners, after: string, signal: AbortSignal): Promise<unknown> {
  const { queue, notifier, sharing } = learners
  try {
    for await (const event of queue.events({ after, signal })) {
      sharing.heard(event)
      // A job counts as completed only after the gallery was told, so its group's file would still show it as running.
      if (event.type === 'succeeded') await notifier.announced(event.jobId)
      learn(event, learners)
    }
    return undefined
  } catch (error) {
    return error
  }
}

/** So much happened that not all of it is known any more: how groups stand, their records tell. */
function catchUp({ queue, groupFiles }: Learners): void {
  for (const { id, kind } of queue.listGroups({}, { limit: newestGroups }).items) {
    if (kind !== retryKind) groupFiles.changed(id)
  }
}

function learn(
  { type, groupId, job }: QueueEvent,
  { queue, readJob, durations, groupFiles }: Learners,
): void {
  if ((type === 'paused' || type === 'resumed') && groupId !== undefined) {
    groupFiles.changed(groupId)
  }
  const group = groupOf(job, queue)
  if (group !== undefined) groupFiles.changed(group)
  const duration = type === 'succeeded' ? readResult(job?.result)?.durationMs : undefined
  const payload = duration === undefined ? undefined : readJob(job)
  if (duration !== undefined && payload !== undefined) durations.observe(payload, duration)
}
