import { randomUUID } from 'node:crypto'
import type { QueueStore } from '@darkroom/job-queue'
import {
  describeQueueStore,
  describeSharedStore,
  testQueueModel,
} from '@darkroom/job-queue/testing'
import { describe } from 'vitest'
import { connectCuttable, server, storeOptions } from '../test/server.ts'
import { createPostgresStore, type PostgresStoreOptions } from './postgres-store.ts'

const createStore = (place: string, options: Partial<PostgresStoreOptions> = {}): QueueStore =>
  createPostgresStore({ ...storeOptions(place), ...options })

describe.skipIf(server === undefined)('on PostgreSQL', () => {
  describeQueueStore('three queues at once', (place) => createStore(place), { drivers: 3 })

  describeQueueStore(
    'two queues whose snapshots are taken all the time',
    (place) => createStore(place, { snapshotAtLeastBytes: 1 }),
    { drivers: 2 },
  )

  describeSharedStore('queues in several processes', connectCuttable)

  testQueueModel(
    'behaves like the model, with three at once that crash',
    () => {
      const place = randomUUID()
      const stores: QueueStore[] = []
      const makeStore = (): QueueStore => {
        const store = createStore(place, { snapshotAtLeastBytes: 10_000 })
        stores.push(store)
        return store
      }
      const crash = async (): Promise<void> => {
        for (const store of stores.splice(0)) await store.close()
      }
      return { makeStore, crashes: [crash], drivers: 3 }
    },
    { runs: 5 },
  )
})
