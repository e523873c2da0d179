import { z } from 'zod'
import { type Place, sizeOf } from './place.ts'
import { startWorker } from './processes.ts'
import { quantile, sum } from './quantile.ts'

const answerSchema = z.object({
  latencies: z.array(z.number()),
  seconds: z.number(),
  cpuMs: z.number(),
})

export interface Accepts {
  readonly processes: number
  readonly clients: number
  readonly perSecond: number
  /** Entries of the log a second: those who ask at the same time share one. */
  readonly entriesPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly longestMs: number
  /** Accepts of the process that had the fewest, beside those of the one that had the most. */
  readonly fewestToMost: number
  /** Processor time of all processes for each accept; the database's is not in it. */
  readonly cpuMs: number
}

/** Durable accepts by so many clients, evenly at so many processes on one log. */
export const measureAccepts = async (
  place: Place,
  { processes, clients, seconds }: { processes: number; clients: number; seconds: number },
): Promise<Accepts> => {
  await using stack = new AsyncDisposableStack()
  const order = { ...place, clients: clients / processes, seconds }
  const starting = Array.from({ length: processes }, () =>
    startWorker('./accept-process.ts', order),
  )
  const workers = (await Promise.all(starting)).map((worker) => stack.use(worker))
  const before = await sizeOf(place)
  const answers = await Promise.all(workers.map((worker) => worker.begin()))
  const after = await sizeOf(place)
  const found = answers.map((answer) => answerSchema.parse(answer))
  const counts = found.map(({ latencies }) => latencies.length)
  const latencies = found.flatMap((each) => each.latencies)
  const lasted = Math.max(...found.map((each) => each.seconds))
  return {
    processes,
    clients,
    perSecond: Math.round(latencies.length / lasted),
    entriesPerSecond: Math.round((after.position - before.position) / lasted),
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    longestMs: quantile(latencies, 1),
    fewestToMost: Number((Math.min(...counts) / Math.max(...counts)).toFixed(2)),
    cpuMs: Number((sum(found.map(({ cpuMs }) => cpuMs)) / latencies.length).toFixed(3)),
  }
}
