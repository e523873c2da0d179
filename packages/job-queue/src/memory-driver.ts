import { randomBytes } from 'node:crypto'
import { createDriver } from './create-driver.ts'
import { type DriverOptions, toSettings } from './driver-options.ts'
import type { JobQueue } from './job-queue.ts'
import { QueueState } from './queue-state.ts'

/** A queue that is forgotten when the process ends. It keeps every rule but that one. */
export const createMemoryDriver = (options: DriverOptions = {}): JobQueue => {
  const settings = toSettings(options)
  return createDriver({
    settings,
    durable: 'none',
    store: {
      open: async () => ({
        state: new QueueState({
          storeEpoch: randomBytes(6).toString('hex'),
          retention: settings.retention,
        }),
        events: [],
      }),
      gather: async () => undefined,
      append: async () => undefined,
      applied: () => undefined,
      hasRoom: async () => true,
      close: async () => undefined,
    },
  })
}
