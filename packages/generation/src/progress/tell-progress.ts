import type { JobQueue, Json } from '@darkroom/job-queue'
import { z } from 'zod'
import type { Dispatcher } from '../dispatch/dispatcher.ts'
import type { Clock } from '../options.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { Moment } from './to-job-view.ts'

/** Milliseconds between two words of one job to the other processes. */
const restMs = 250

const toldSchema = z.object({
  progressOf: z.string(),
  stage: z.custom<Moment['stage']>((value) => typeof value === 'string'),
  progress: z.object({
    value: z.number(),
    step: z.number(),
    steps: z.number(),
    stage: z.string(),
    stale: z.boolean(),
  }),
  server: z.string(),
  ranMs: z.number(),
})

/**
 * Tells the processes that share the queue how far the jobs are that run here, and puts on the board here how far those are that run
 * there. Returns the function that ends it. Previews stay where they are: they are too large to pass on.
 */
export const tellProgress = ({
  queue,
  board,
  dispatcher,
  clock,
}: {
  readonly queue: JobQueue
  readonly board: ProgressBoard
  readonly dispatcher: Dispatcher
  readonly clock: Clock
}): (() => void) => {
  const toldAt = new Map<string, number>()
  const leave = board.subscribe((news) => {
    if (news.type !== 'progress' || !dispatcher.runs(news.requestId)) return
    const moment = board.moment(news.requestId)
    const now = clock.monotonic()
    if (moment === undefined || now - (toldAt.get(news.requestId) ?? -restMs) < restMs) return
    for (const id of toldAt.keys()) if (!dispatcher.runs(id)) toldAt.delete(id)
    toldAt.set(news.requestId, now)
    queue.tell(toTold(news.requestId, moment, clock.now()))
  })
  const stop = queue.onTold((message) => {
    const told = toldSchema.safeParse(message).data
    // A word may come late, after the job's end was read.
    if (told === undefined || queue.get(told.progressOf)?.state !== 'leased') return
    if (dispatcher.runs(told.progressOf)) return
    const { progressOf, stage, progress, server, ranMs } = told
    board.set(progressOf, { stage, progress, server, since: clock.now() - ranMs })
  })
  return () => {
    leave()
    stop()
  }
}

const toTold = (progressOf: string, moment: Moment, now: number): Json => {
  const { value, step, steps, stage, stale } = moment.progress
  return {
    progressOf,
    stage: moment.stage,
    progress: { value, step, steps, stage, stale },
    server: moment.server,
    ranMs: now - moment.since,
  }
}
