import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createQueue, type QueueStore, type StoreContext } from '@darkroom/job-queue'
import { Client } from 'pg'
import { createPostgresStore } from '../src/index.ts'
import { tablesOf } from '../src/schema.ts'
import { writeSnapshot } from '../src/snapshots.ts'
import { createJob } from './job.ts'
import type { Place } from './place.ts'

export interface SnapshotFigures {
  /** How long the queue does nothing else, to hold what it is just now. */
  readonly captureMs: number
  /** How long it took to be made and written beside other work, and how long at most the other work waited for it. */
  readonly writeMs: number
  readonly longestBlockMs: number
  readonly mib: number
}

/** Writes a snapshot as the store does, but when told to. */
export const measureSnapshot = async (place: Place): Promise<SnapshotFigures> => {
  const store = createPostgresStore(place)
  const opened = Promise.withResolvers<StoreContext>()
  const watched: QueueStore = {
    durable: store.durable,
    ...(store.shared === undefined ? {} : { shared: store.shared }),
    open(context) {
      opened.resolve(context)
      return store.open(context)
    },
    append: (entry) => store.append(entry),
    applied: () => undefined,
    hasRoom: () => store.hasRoom(),
    close: () => store.close(),
  }
  await using queue = createQueue({ store: watched })
  await queue.open()
  await queue.enqueue(createJob())
  const context = await opened.promise
  const client = new Client({ connectionString: place.url })
  await client.connect()
  const tables = tablesOf(place.schema)
  const { rows } = await client.query<{ position: string; token: string }>(
    `SELECT position, token FROM ${tables.head}`,
  )
  const position = Number(rows[0]?.position)
  const token = rows[0]?.token ?? ''
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const began = performance.now()
  const lines = context.snapshot()
  const captured = performance.now()
  delay.enable()
  const snapshot = await writeSnapshot(client, tables, {
    place: { position, token },
    since: position,
    lines,
  })
  const written = performance.now()
  delay.disable()
  await client.end()
  return {
    captureMs: Number((captured - began).toFixed(1)),
    writeMs: Math.round(written - captured),
    longestBlockMs: Number((delay.max / 1e6).toFixed(1)),
    mib: Number(((snapshot?.bytes ?? Number.NaN) / 2 ** 20).toFixed(1)),
  }
}
