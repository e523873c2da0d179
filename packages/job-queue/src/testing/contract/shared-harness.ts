import { randomUUID } from 'node:crypto'
import { ManualClock } from '@darkroom/foundation/testing'
import { onTestFinished } from 'vitest'
import { createQueue, type JobQueue, type QueueRules } from '../../index.ts'
import type { CuttableStore } from '../memory-log.ts'

/** A store at a place, as another process would have it, with a line that can be cut. */
export type ConnectStore = (place: string) => CuttableStore | Promise<CuttableStore>

/** A process among several. */
export interface Driver {
  readonly queue: JobQueue
  readonly clock: ManualClock
  readonly store: CuttableStore
  /** Lets time pass here alone, and waits until what is due is written. */
  pass(ms: number): Promise<void>
  /** Reads all that others have written. */
  read(): Promise<void>
}

/** Milliseconds without a word after which a driver may hold nothing, and 1.2 times that until others take it for lost. */
export const memberLeaseMs = 10_000

export const openDriver = async (
  connect: ConnectStore,
  { place, name, ...rules }: { place: string; name?: string } & Omit<QueueRules, 'clock'>,
): Promise<Driver> => {
  const clock = new ManualClock({ wall: Math.random() * 2e12 })
  const store = await connect(place)
  const queue = createQueue({
    clock,
    store,
    member: { name: name ?? randomUUID(), leaseMs: memberLeaseMs },
    ...rules,
  })
  await queue.open()
  onTestFinished(() => {
    store.mend()
    return queue.close()
  })
  const driver: Driver = {
    queue,
    clock,
    store,
    async pass(ms) {
      // A process that hears nothing for longer than that takes the store for away.
      for (let left = ms; left > 0; left -= memberLeaseMs / 5) {
        clock.advance(Math.min(left, memberLeaseMs / 5))
        await queue.setPriority(randomUUID(), 0)
        await queue.setPriority(randomUUID(), 0)
      }
    },
    async read() {
      await queue.sync()
    },
  }
  return driver
}

/** As many drivers at one new place. */
export const openDrivers = async (
  connect: ConnectStore,
  count: number,
): Promise<readonly [Driver, Driver, ...Driver[]]> => {
  const place = randomUUID()
  const first = await openDriver(connect, { place, name: 'first' })
  const second = await openDriver(connect, { place, name: 'second' })
  const others: Driver[] = []
  while (others.length + 2 < count) others.push(await openDriver(connect, { place }))
  return [first, second, ...others]
}
