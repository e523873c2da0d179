import { onLive, type QueueSummary } from './live.ts'
import { createStore, type Store } from './store.ts'

/** How the queue stands, told by the server whenever it changes; undefined until it first does. */
export const queueSummary: Store<QueueSummary | undefined> = createStore<QueueSummary | undefined>(
  undefined,
)

onLive('queue', (summary) => queueSummary.set(summary))
