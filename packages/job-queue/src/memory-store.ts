import type { QueueStore } from './queue-store.ts'

/** A store that keeps nothing: the queue is forgotten when the process ends. */
export const createMemoryStore = (): QueueStore => ({
  durable: 'none',
  open: async () => undefined,
  append: async () => undefined,
  applied: () => undefined,
  hasRoom: async () => true,
  close: async () => undefined,
})
