import type { QueueStore } from './queue-store.ts'

/** Keeps nothing: the queue is forgotten when the process ends. */
export const createMemoryStore = (): QueueStore => ({
  durable: 'none',
  open: async () => undefined,
  append: async () => undefined,
  applied: () => undefined,
  hasRoom: async () => true,
  close: async () => undefined,
})
