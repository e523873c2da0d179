import type { JobQueue, QueueEvent } from '@darkroom/job-queue'
import { Counter, Gauge, type Registry } from 'prom-client'
import { BoundedNames } from './bounded-names.ts'
import { readQueue } from './read-queue.ts'
import { ofQueue } from './scopes.ts'

/** The words of the API for how jobs end, and of the queue where it knows more. */
const ends = {
  succeeded: 'completed',
  failed: 'failed',
  dead: 'dead',
  cancelled: 'cancelled',
  skipped: 'skipped',
} as const

const isEnd = (type: string): type is keyof typeof ends => Object.hasOwn(ends, type)

const openStates = ['queued', 'delayed', 'blocked', 'leased'] as const

/** Codes and reasons are ours and few; an older entry of the journal may have others. */
const few = { most: 100, idleMs: Number.POSITIVE_INFINITY }

export interface QueueMetricsOptions {
  readonly queue: JobQueue
  readonly clients: BoundedNames
  readonly limits: { readonly jobs: number; readonly bytes: number }
}

/** What the queue's events and its state tell. */
export function queueMetrics(registry: Registry, { queue, clients, limits }: QueueMetricsOptions) {
  const registers = [registry]
  const accepted = new Counter({
    name: 'darkroom_jobs_accepted_total',
    help: `Jobs that were accepted. ${ofQueue}`,
    registers,
  })
  const ended = new Counter({
    name: 'darkroom_jobs_ended_total',
    help: `Jobs that ended, by how; dead: too many crashes of this program or losses of a server happened while it ran. ${ofQueue}`,
    labelNames: ['end'],
    registers,
  })
  for (const end of Object.values(ends)) ended.inc({ end }, 0)
  const failures = new Counter({
    name: 'darkroom_job_failures_total',
    help: `Jobs that failed, by the code of the error. ${ofQueue}`,
    labelNames: ['code'],
    registers,
  })
  const returned = new Counter({
    name: 'darkroom_jobs_returned_total',
    help: `Runs that gave their job back to the queue, to be run again, by the reason. ${ofQueue}`,
    labelNames: ['reason'],
    registers,
  })
  const codes = new BoundedNames(few)
  const reasons = new BoundedNames(few)
  const jobs = new Gauge({
    name: 'darkroom_queue_jobs',
    help: `Jobs that have not ended, by state: queued waits for its turn, delayed for a time, blocked for the job before it, leased is worked on. ${ofQueue}`,
    labelNames: ['state'],
    registers,
  })
  const waiting = new Gauge({
    name: 'darkroom_queue_waiting_jobs',
    help: `Jobs that wait, by client and priority (low below 0, normal, high above). ${ofQueue}`,
    labelNames: ['client', 'priority'],
    registers,
  })
  const oldest = new Gauge({
    name: 'darkroom_queue_oldest_job_age_seconds',
    help: `Age of the oldest job in line, by priority; 0 without one. What a paused group, a delay or another job holds back is not in line. ${ofQueue}`,
    labelNames: ['priority'],
    registers,
  })
  const size = new Gauge({
    name: 'darkroom_queue_waiting_bytes',
    help: `Characters of what waiting jobs are to do. ${ofQueue}`,
    registers,
  })
  const paused = new Gauge({
    name: 'darkroom_queue_paused',
    help: `1 while the whole queue is paused. ${ofQueue}`,
    registers,
  })
  const mostJobs = new Gauge({
    name: 'darkroom_queue_limit_jobs',
    help: 'The most jobs that may wait (QUEUE_LIMIT).',
    registers,
  })
  mostJobs.set(limits.jobs)
  const mostBytes = new Gauge({
    name: 'darkroom_queue_limit_bytes',
    help: 'The most of what waiting jobs are to do (QUEUE_LIMIT_MB).',
    registers,
  })
  mostBytes.set(limits.bytes)

  return {
    event(event: QueueEvent): void {
      const { type } = event
      if (type === 'accepted' && event.job !== undefined) accepted.inc()
      if (type === 'released') returned.inc({ reason: reasons.of(event.reason) })
      if (!isEnd(type)) return
      ended.inc({ end: ends[type] })
      const code = event.job?.error?.code
      if (code !== undefined) failures.inc({ code: codes.of(code) })
    },
    read(now: number): void {
      const counts = queue.counts()
      for (const state of openStates) jobs.set({ state }, counts[state])
      size.set(queue.load().size)
      paused.set(queue.isPaused() ? 1 : 0)
      const reading = readQueue(queue, { nameOf: (client) => clients.of(client), now })
      waiting.reset()
      for (const { client, priority, jobs: count } of reading.waiting) {
        waiting.set({ client, priority }, count)
      }
      for (const [priority, seconds] of Object.entries(reading.oldest)) {
        oldest.set({ priority }, seconds)
      }
    },
  }
}
