import type { Happening } from '@darkroom/job-queue'

/** What can be told of jobs and of their batches and sequences. */
export const webhookEvents = [
  'job.queued',
  'job.started',
  'job.completed',
  'job.failed',
  'job.cancelled',
  'batch.ended',
  'sequence.ended',
] as const

export type WebhookEvent = (typeof webhookEvents)[number]

/** What is told to those who do not say what they want to hear. */
export const usualEvents: readonly WebhookEvent[] = [
  'job.completed',
  'job.failed',
  'job.cancelled',
  'batch.ended',
  'sequence.ended',
]

/** The event of a job; undefined where the change is none of anybody's business. */
export const jobEventOf = (type: Happening['type']): WebhookEvent | undefined => {
  switch (type) {
    case 'accepted':
      return 'job.queued'
    case 'leased':
      return 'job.started'
    case 'succeeded':
      return 'job.completed'
    case 'failed':
    case 'dead':
      return 'job.failed'
    case 'cancelled':
    case 'skipped':
      return 'job.cancelled'
    case 'group-accepted':
    case 'checkpointed':
    case 'released':
    case 'cancel-requested':
    case 'priority-changed':
    case 'moved':
      return undefined
  }
}
