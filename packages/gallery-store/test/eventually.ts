import { expect } from 'vitest'

/** Asserts a condition that becomes true soon */
export function eventually<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { interval: 10 })
}
