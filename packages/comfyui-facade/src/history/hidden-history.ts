import { type House, hasEnded, type Job } from '@darkroom/door-ports'
import { z } from 'zod'

/** Which ended jobs a caller no longer wants to see. The jobs and their pictures stay. */
export interface HiddenHistory {
  isHidden(client: string, job: Job): boolean
  /** Hides all that had ended by the end of this job, the newest. */
  clear(client: string, newest: Job | undefined): Promise<void>
  hide(client: string, ids: readonly string[]): Promise<void>
}

const keptSchema = z.object({ until: z.number(), ids: z.array(z.string()) })

type Kept = z.infer<typeof keptSchema>

/** Ids that are remembered of each caller; older ones are seen again. */
const most = 500

const keyOf = (client: string): string => `history ${client}`

export function createHiddenHistory(keep: House['keep']): HiddenHistory {
  const of = (client: string): Kept => {
    const kept = keptSchema.safeParse(keep.get(keyOf(client)))
    return kept.success ? kept.data : { until: 0, ids: [] }
  }
  return {
    isHidden(client, job) {
      const { until, ids } = of(client)
      return hasEnded(job) && ((job.finishedAt ?? job.createdAt) <= until || ids.includes(job.id))
    },
    async clear(client, newest) {
      if (newest === undefined) return
      await keep.set(keyOf(client), { until: newest.finishedAt ?? newest.createdAt, ids: [] })
    },
    async hide(client, ids) {
      const { until, ids: before } = of(client)
      await keep.set(keyOf(client), { until, ids: [...new Set([...before, ...ids])].slice(-most) })
    },
  }
}
