import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work at a time, to which the end of a step comes: others wait no longer for their turn than they would for one another. */
const longestMs = 8

/**
 * Lets others have a turn in the middle of long work: to be awaited between its steps, it returns at once until the work has
 * gone on for a while.
 */
export function createBreaks(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < longestMs) return undefined
    return setImmediate().then(() => {
      since = performance.now()
    })
  }
}
