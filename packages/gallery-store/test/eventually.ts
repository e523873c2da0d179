import { expect } from 'vitest'

/** Asserts what will be true in a moment; a busy machine is given time. */
export function eventually<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 15_000, interval: 10 })
}
