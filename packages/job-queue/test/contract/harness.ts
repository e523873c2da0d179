import { randomUUID } from 'node:crypto'
import { ManualClock } from '@darkroom/foundation/testing'
import { onTestFinished } from 'vitest'
import type {
  DriverOptions,
  GroupSpec,
  JobError,
  JobQueue,
  JobSpec,
  Lease,
  QueueEvent,
} from '../../src/index.ts'

/** Makes a driver over an empty store; the suite opens and closes it. */
export type MakeDriver = (options: DriverOptions & { clock: ManualClock }) => JobQueue

export interface Bench {
  readonly clock: ManualClock
  readonly queue: JobQueue
}

export const openBench = async (
  makeDriver: MakeDriver,
  options: DriverOptions = {},
): Promise<Bench> => {
  const clock = new ManualClock()
  const queue = makeDriver({ ...options, clock })
  await queue.open()
  onTestFinished(() => queue.close())
  return { clock, queue }
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

/** The lease of the job that is next. */
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

/** Whether a job could be leased now. Nothing is changed, for `select` takes none. */
export const isRunnable = async (queue: JobQueue): Promise<boolean> => {
  const controller = new AbortController()
  let seen = false
  const select = (): readonly string[] => {
    seen = true
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

/** Everything that was asked before this has happened. */
export const settled = async (queue: JobQueue): Promise<void> => {
  const probe = job({ client: 'probe' })
  await queue.enqueue(probe).then(({ id }) => queue.requestCancel(id).then(() => queue.remove(id)))
}

/** Events from `after` up to now. */
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
