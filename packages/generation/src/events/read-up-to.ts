import { untilAborted } from '@darkroom/foundation'
import type { JobQueue } from '@darkroom/job-queue'
import type { EventOptions } from './generation-event.ts'

/** The store's epoch and the number of an event's id. */
const partsOf = (id: string): readonly [string, number] => {
  const at = id.lastIndexOf('-')
  return [id.slice(0, at), Number(id.slice(at + 1))]
}

const isBeyond = (id: string, last: string): boolean => {
  const [epoch, number] = partsOf(id)
  const [ownEpoch, ownNumber] = partsOf(last)
  return epoch === ownEpoch && number > ownNumber
}

/**
 * A listener who comes from another process may have heard more than this one has read: it is let wait for the rest, for as long as
 * the store is away, and then misses nothing and hears nothing twice.
 */
export async function readUpTo(
  { after, signal }: Pick<EventOptions, 'after' | 'signal'>,
  queue: Pick<JobQueue, 'lastEventId' | 'sync'>,
): Promise<void> {
  if (after === undefined || !isBeyond(after, queue.lastEventId())) return
  // Whatever goes wrong with the queue, the stream tells.
  await untilAborted(queue.sync(), signal).catch(() => undefined)
}
