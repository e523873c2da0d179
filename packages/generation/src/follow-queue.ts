import type { QueueEvent } from '@darkroom/job-queue'
import { groupOf } from './job/group-of.ts'
import { readResult } from './job/job-result.ts'
import type { ServiceParts } from './service-parts.ts'

type Learners = Pick<
  ServiceParts,
  'queue' | 'readJob' | 'notifier' | 'durations' | 'groupFiles' | 'logger'
>

/** Learns durations from ended jobs, and keeps the files of groups up to date, until the signal aborts. */
export async function followQueue(
  learners: Learners,
  { after, signal }: { readonly after: string; readonly signal: AbortSignal },
): Promise<void> {
  const { queue, notifier, logger } = learners
  try {
    for await (const event of queue.events({ after, signal })) {
      // A job counts as completed only after the gallery was told, so its group's file would still show it as running.
      if (event.type === 'succeeded') await notifier.announced(event.jobId)
      learn(event, learners)
    }
  } catch (error) {
    if (!signal.aborted) logger.error({ err: error }, 'Following the queue ended')
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
  const payload = readJob(job)
  if (job === undefined || payload === undefined) return
  const duration = type === 'succeeded' ? readResult(job.result)?.durationMs : undefined
  if (duration !== undefined) durations.observe(payload, duration)
}
