import { randomUUID } from 'node:crypto'
import { ManualClock } from '@darkroom/foundation/testing'
import { onTestFinished } from 'vitest'
import {
  createQueue,
  type GroupSpec,
  type JobError,
  type JobQueue,
  type JobRecord,
  type JobSpec,
  type Lease,
  type QueueEvent,
  type QueueRules,
  type QueueStore,
} from '../../index.ts'
import { createRotatingQueue } from '../rotating-queue.ts'

/** Makes a store at a place: an empty one at a new place, else one with everything stored there before. */
export interface MakeStore {
  (place: string): QueueStore
  /** Queues that work on a place at once; they are called in turn. */
  readonly drivers?: number
}

/** Several queues work on a place: what calls at once promise within one process is no promise of theirs. */
export const isDriven = ({ drivers = 1 }: MakeStore): boolean => drivers > 1

/** Longer than any test lasts by its clock: members of a contract test are not lost by the passing of time. */
const veryLong = 1e12

export interface Bench {
  readonly place: string
  readonly clock: ManualClock
  readonly queue: JobQueue
}

export const openBench = async (
  makeStore: MakeStore,
  {
    place = randomUUID(),
    clock = new ManualClock(),
    ...rules
  }: Omit<QueueRules, 'clock'> & Partial<Pick<Bench, 'place' | 'clock'>> = {},
): Promise<Bench> => {
  const queue = createDrivenQueue(makeStore, place, { ...rules, clock })
  await queue.open()
  onTestFinished(() => queue.close())
  return { place, clock, queue }
}

/** A queue over the store, or as many as drive it as one. */
const createDrivenQueue = (makeStore: MakeStore, place: string, rules: QueueRules): JobQueue => {
  const queues = Array.from({ length: makeStore.drivers ?? 1 }, (_, index) =>
    createQueue({
      member: { name: `driver ${index}`, leaseMs: veryLong },
      patienceMs: veryLong,
      ...rules,
      store: makeStore(place),
    }),
  )
  const [only] = queues
  return queues.length === 1 && only !== undefined ? only : createRotatingQueue(queues)
}

export const job = (spec: Partial<JobSpec> = {}): JobSpec => ({
  id: randomUUID(),
  kind: 'image',
  payload: { prompt: 'a fox' },
  ...spec,
})

export const group = (count: number, spec: Partial<GroupSpec> = {}): GroupSpec => ({
  id: randomUUID(),
  kind: 'batch',
  payload: null,
  jobs: Array.from({ length: count }, () => job()),
  ...spec,
})

export const forever: AbortSignal = new AbortController().signal

/** Leases the next job. */
export const take = async (queue: JobQueue, options: { leaseMs?: number } = {}): Promise<Lease> => {
  const [lease] = await queue.reserve({
    owner: 'test',
    leaseMs: 30_000,
    signal: forever,
    ...options,
  })
  if (lease === undefined) throw new Error('reserve resolved without a lease')
  return lease
}

/** The client of jobs that are only there to be waited for. */
const probe = 'probe'

/** Whether a job could be leased now. Changes nothing, for `select` takes none. */
export const isRunnable = async (queue: JobQueue): Promise<boolean> => {
  const controller = new AbortController()
  let seen = false
  const select = (candidates: readonly JobRecord[]): readonly string[] => {
    seen ||= candidates.some((candidate) => candidate.client !== probe)
    return []
  }
  const reserving = queue
    .reserve({ owner: 'probe', leaseMs: 1, signal: controller.signal, select })
    .catch(() => undefined)
  await settled(queue)
  controller.abort()
  await reserving
  return seen
}

/** Resolves when all earlier calls are done. */
export const settled = async (queue: JobQueue): Promise<void> => {
  const spec = job({ client: probe })
  await queue.enqueue(spec).then(({ id }) => queue.requestCancel(id).then(() => queue.remove(id)))
}

/** Events after `after` up to now. */
export const eventsSince = async (queue: JobQueue, after: string): Promise<QueueEvent[]> => {
  const found: QueueEvent[] = []
  const last = queue.lastEventId()
  if (last === after) return found
  const controller = new AbortController()
  for await (const event of queue.events({ after, signal: controller.signal })) {
    found.push(event)
    if (event.id === last) break
  }
  controller.abort()
  return found
}

export const failure = (kind: JobError['kind']): JobError => ({
  kind,
  code: 'boom',
  message: 'It went boom',
})

/** Everything that can be read from a queue. */
export const everything = (queue: JobQueue): unknown => ({
  jobs: queue.list({}, { limit: 1_000 }).items,
  groups: queue.listGroups().items,
  counts: queue.counts(),
  load: queue.load(),
  shares: new Set(queue.waitingShares()),
  paused: queue.isPaused(),
  settings: queue.settings(),
  messages: queue.outbox.list().items,
  pending: [...queue.outbox.pending()],
  last: queue.lastEventId(),
})

/** Fills a queue with some of everything. */
export const fill = async (queue: JobQueue): Promise<void> => {
  await queue.enqueue(job({ priority: 9, client: 'a' }), {
    idempotencyKey: 'one',
    fingerprint: 'f',
  })
  await queue.enqueue(group(3, { chain: true }), { idempotencyKey: 'chain' })
  const lease = await take(queue)
  await queue.checkpoint(lease, { server: 'a' })
  await queue.complete(lease, { image: 'a.png' })
  await queue.fail(await take(queue), failure('permanent'))
  const cancelled = await queue.enqueue(job())
  await queue.requestCancel(cancelled.id)
  const removed = await queue.enqueue(job(), { idempotencyKey: 'removed' })
  await queue.requestCancel(removed.id)
  await queue.remove(removed.id)
  await queue.enqueue(job({ priority: 5 }))
  await queue.release(await take(queue), { reason: 'later', delayMs: 5_000 })
  await queue.enqueue(group(2))
  await queue.outbox.add({ topic: 'test', lane: 'a', to: null, body: 'hello' })
  await queue.setSetting('drained', ['a'])
  await queue.setSetting('gone', true)
  await queue.setSetting('gone', undefined)
  await queue.pause()
}
