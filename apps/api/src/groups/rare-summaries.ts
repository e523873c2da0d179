import { setTimeout } from 'node:timers/promises'

/** After the state of a group was told, it is not computed anew for this many times as long as that took. */
const restFactor = 20

/** What may be told; undefined when it is as it was told last. */
type Summarize = () => Uint8Array | undefined

export interface Update {
  readonly bytes: Uint8Array
  /** Whether a summary is to follow. */
  readonly tellsState: boolean
}

/**
 * Passes on the updates of a group, each as it comes, and a summary after those that ask for one. That is told by all jobs of
 * the group, which can be ten thousand: it follows at once when it is cheap, else a moment later for all updates since, and
 * always before the end. Ending this ends the updates; `stop` is to abort what they wait for.
 */
export async function* withSummaries(
  updates: AsyncGenerator<Update>,
  { summarize, stop }: { readonly summarize: Summarize; readonly stop: () => void },
): AsyncGenerator<Uint8Array> {
  let due = Number.POSITIVE_INFINITY
  let restsUntil = 0
  const summary = (): Uint8Array | undefined => {
    due = Number.POSITIVE_INFINITY
    const began = performance.now()
    const told = summarize()
    const now = performance.now()
    restsUntil = now + (now - began) * restFactor
    return told
  }
  try {
    let coming = nextOf(updates)
    for (;;) {
      const result = await orTime(coming, due)
      if (result?.done) break
      if (result !== undefined) {
        yield result.value.bytes
        if (result.value.tellsState) due = restsUntil
        coming = nextOf(updates)
      }
      const told = performance.now() < due ? undefined : summary()
      if (told !== undefined) yield told
    }
    const told = due === Number.POSITIVE_INFINITY ? undefined : summary()
    if (told !== undefined) yield told
  } finally {
    stop()
    await updates.return(undefined)
  }
}

function nextOf<T>(updates: AsyncGenerator<T>): Promise<IteratorResult<T>> {
  const coming = updates.next()
  // Who does not wait for it any more need not know why it did not come.
  coming.catch(() => undefined)
  return coming
}

/** What comes, or undefined at that time of `performance.now()` when it has not come by then. */
async function orTime<T>(coming: Promise<T>, time: number): Promise<T | undefined> {
  if (time === Number.POSITIVE_INFINITY) return await coming
  const over = new AbortController()
  const { signal } = over
  const late = setTimeout(Math.max(0, time - performance.now()), undefined, { signal })
  try {
    return await Promise.race([coming, late])
  } finally {
    late.catch(() => undefined)
    over.abort()
  }
}
