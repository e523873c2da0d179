import { describe } from 'vitest'
import {
  describeQueueStore,
  describeSharedStore,
  MemoryLog,
  testQueueModel,
} from './testing/index.ts'

/** The logs by place, as databases are. */
const logs = new Map<string, MemoryLog>()

const connect = (place: string, options: { snapshotEvery?: number } = {}) => {
  const log = logs.get(place) ?? new MemoryLog(options)
  logs.set(place, log)
  return log.connect()
}

describeQueueStore('a queue on a shared log', (place) => connect(place))

describeQueueStore('three queues on one log', (place) => connect(place), { drivers: 3 })

describeQueueStore(
  'two queues on one log of which snapshots are taken all the time',
  (place) => connect(place, { snapshotEvery: 1 }),
  { drivers: 2 },
)

describeSharedStore('queues on a log in memory', connect)

describe.each([1, 2, 3])('with %i at once', (drivers) => {
  testQueueModel('a shared log behaves like the model', () => {
    const log = new MemoryLog({ snapshotEvery: 20 })
    return { makeStore: () => log.connect(), crashes: [() => log.cutAll()], drivers }
  })
})
