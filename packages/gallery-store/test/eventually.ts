import { expect } from 'vitest'

/** Asserts a condition that becomes true soon, with time for a busy machine. */
export function eventually<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 15_000, interval: 10 })
}
