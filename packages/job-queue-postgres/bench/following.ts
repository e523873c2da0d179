import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { createJob } from './job.ts'
import { type Place, queueAt } from './place.ts'
import { startWorker } from './processes.ts'
import { quantile } from './quantile.ts'

const answerSchema = z.object({
  seen: z.array(z.tuple([z.string(), z.number()])),
  cpuMs: z.number(),
})

export interface Following {
  readonly pauseMs: number
  readonly entries: number
  /** From the answer of the process that wrote it, until another has it; less than 0 when that had it first. */
  readonly afterAnswerP50Ms: number
  readonly afterAnswerP99Ms: number
  /** From the call. */
  readonly afterCallP50Ms: number
  /** Processor time of the process that follows, for each entry. */
  readonly cpuMs: number
}

const now = (): number => Number(process.hrtime.bigint()) / 1e6

/** How soon another process has what one writes, an entry at a time, with a pause between them. */
export const measureFollowing = async (
  place: Place,
  { entries, pauseMs }: { entries: number; pauseMs: number },
): Promise<Following> => {
  await using follower = await startWorker('./follow-process.ts', { ...place, count: entries })
  await using queue = queueAt(place)
  await queue.open()
  const answer = follower.begin()
  const sent = new Map<string, { readonly called: number; readonly answered: number }>()
  for (let count = 0; count < entries; count++) {
    const job = createJob()
    const called = now()
    await queue.enqueue(job)
    sent.set(job.id, { called, answered: now() })
    if (pauseMs > 0) await setTimeout(pauseMs)
  }
  const { seen, cpuMs } = answerSchema.parse(await answer)
  const since = (from: 'called' | 'answered'): readonly number[] =>
    seen.map(([id, at]) => at - (sent.get(id)?.[from] ?? Number.NaN))
  return {
    pauseMs,
    entries,
    afterAnswerP50Ms: quantile(since('answered'), 0.5),
    afterAnswerP99Ms: quantile(since('answered'), 0.99),
    afterCallP50Ms: quantile(since('called'), 0.5),
    cpuMs: Number((cpuMs / entries).toFixed(3)),
  }
}
