import { randomUUID } from 'node:crypto'
import type { JobQueue, LeaseRef } from '../index.ts'

const nameOf = ({ jobId, epoch }: LeaseRef): string => `${jobId} ${epoch}`

/**
 * Several queues over one log as one queue: each call goes to the next of them, only a lease stays with the one that gave it.
 * Every call is followed by a look of all at the log, so that a read of any tells what was answered by another.
 */
export const createRotatingQueue = (queues: readonly JobQueue[]): JobQueue => {
  const holders = new Map<string, JobQueue>()
  let turn = 0

  const next = (): JobQueue => {
    turn++
    const queue = queues[turn % queues.length]
    if (queue === undefined) throw new Error('No queue to rotate')
    return queue
  }
  const holderOf = (lease: LeaseRef): JobQueue => holders.get(nameOf(lease)) ?? next()

  /** Waits until each has written what is due, and all have read it. */
  const settle = async (): Promise<void> => {
    await Promise.all(queues.map((queue) => queue.setPriority(randomUUID(), 0)))
    await Promise.all(queues.map((queue) => queue.sync()))
  }
  const settled = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call
    } finally {
      await settle().catch(() => undefined)
    }
  }

  const queue: JobQueue = {
    // One after the other, as processes join.
    open: async () => {
      for (const one of queues) await one.open()
    },
    close: async () => {
      for (const one of queues) await one.close()
    },
    [Symbol.asyncDispose]: () => queue.close(),
    enqueue: (...given) => settled(next().enqueue(...given)),
    findAccepted: (...given) => next().findAccepted(...given),
    reserve: async (...given) => {
      const one = next()
      const leases = await settled(one.reserve(...given))
      for (const lease of leases) holders.set(nameOf(lease), one)
      return leases
    },
    heartbeat: (lease) => settled(holderOf(lease).heartbeat(lease)),
    checkpoint: (lease, ...given) => settled(holderOf(lease).checkpoint(lease, ...given)),
    release: (lease, ...given) => settled(holderOf(lease).release(lease, ...given)),
    complete: (lease, ...given) => settled(holderOf(lease).complete(lease, ...given)),
    fail: (lease, ...given) => settled(holderOf(lease).fail(lease, ...given)),
    cancelled: (lease) => settled(holderOf(lease).cancelled(lease)),
    requestCancel: (...given) => settled(next().requestCancel(...given)),
    requestCancelGroup: (...given) => settled(next().requestCancelGroup(...given)),
    pause: () => settled(next().pause()),
    resume: () => settled(next().resume()),
    isPaused: () => next().isPaused(),
    pauseGroup: (...given) => settled(next().pauseGroup(...given)),
    resumeGroup: (...given) => settled(next().resumeGroup(...given)),
    setPriority: (...given) => settled(next().setPriority(...given)),
    move: (...given) => settled(next().move(...given)),
    remove: (...given) => settled(next().remove(...given)),
    get: (...given) => next().get(...given),
    getGroup: (...given) => next().getGroup(...given),
    position: (...given) => next().position(...given),
    list: (...given) => next().list(...given),
    waiting: () => next().waiting(),
    waitingHeads: () => next().waitingHeads(),
    waitingGroups: () => next().waitingGroups(),
    listGroups: (...given) => next().listGroups(...given),
    setSetting: (...given) => settled(next().setSetting(...given)),
    setting: (...given) => next().setting(...given),
    settings: () => next().settings(),
    outbox: {
      pending: () => next().outbox.pending(),
      get: (...given) => next().outbox.get(...given),
      list: (...given) => next().outbox.list(...given),
      add: (...given) => settled(next().outbox.add(...given)),
      tried: (...given) => settled(next().outbox.tried(...given)),
      delivered: (...given) => settled(next().outbox.delivered(...given)),
      gaveUp: (...given) => settled(next().outbox.gaveUp(...given)),
      replay: (...given) => settled(next().outbox.replay(...given)),
    },
    counts: () => next().counts(),
    load: (...given) => next().load(...given),
    waitingShares: () => next().waitingShares(),
    oldestInLine: () => next().oldestInLine(),
    sync: () => settle(),
    claim: (...given) => next().claim(...given),
    members: () => next().members(),
    onFollowed: (...given) => next().onFollowed(...given),
    tell: (...given) => next().tell(...given),
    onTold: (...given) => next().onTold(...given),
    storeProblem: () => next().storeProblem(),
    lastEventId: () => next().lastEventId(),
    events: (...given) => next().events(...given),
  }
  return queue
}
