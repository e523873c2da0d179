import type { JobQueue, QueueEvent } from '@darkroom/job-queue'

export interface OwnEvents extends Disposable {
  /** Whether this process has written it, and not another that shares the queue. */
  has(event: QueueEvent): boolean
}

/** Tells apart who has written the events that are heard from now on. */
export function ownEvents(queue: Pick<JobQueue, 'onFollowed'>): OwnEvents {
  const others = new WeakSet<QueueEvent>()
  const unfollow = queue.onFollowed((events) => {
    for (const event of events) others.add(event)
  })
  return { has: (event) => !others.has(event), [Symbol.dispose]: unfollow }
}
