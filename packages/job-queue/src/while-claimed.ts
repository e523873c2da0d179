import type { Claim } from './claims.ts'
import { QueueError } from './errors.ts'
import type { JobQueue } from './job-queue.ts'

/**
 * Does what only one process may do at a time, whenever this one has the claim, until the signal aborts or the queue
 * is closed, or has failed. The work ends with the signal that it is given.
 */
export const whileClaimed = async (
  queue: Pick<JobQueue, 'claim'>,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) {
    const claim = await take(queue, name, signal)
    if (claim === undefined) return
    try {
      await work(AbortSignal.any([signal, claim.signal]))
    } finally {
      // While the store is away nobody can be told; the others will miss us.
      if (!claim.signal.aborted) await claim.release().catch(() => undefined)
    }
  }
}

const take = async (
  queue: Pick<JobQueue, 'claim'>,
  name: string,
  signal: AbortSignal,
): Promise<Claim | undefined> => {
  try {
    return await queue.claim(name, { signal })
  } catch (error) {
    if (signal.aborted || error instanceof QueueError) return undefined
    throw error
  }
}
