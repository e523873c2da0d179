import { setTimeout } from 'node:timers/promises'
import type { Message } from '../http/sse.ts'

/** After a summary was made, none is made for this many times as long as that took. */
const restFactor = 20

export interface Summary {
  /** What has changed since it was told last. */
  readonly messages: readonly Message[]
  /** Whether that is all: else the rest is asked for a moment later. */
  readonly isAll: boolean
}

export interface Update {
  readonly message?: Message | undefined
  /** Whether a summary is to follow. */
  readonly tellsState: boolean
}

/**
 * Passes on updates, each as it comes, and a summary after those that ask for one. That can be costly: of a group it is told by all
 * its jobs, which can be ten thousand. It follows at once when it is cheap, else a moment later for all updates since, and
 * always before the end. Ending this ends the updates; `stop` is to abort what they wait for.
 */
export async function* withSummaries<U extends Update>(
  updates: AsyncGenerator<U>,
  { summarize, stop }: { readonly summarize: () => Summary; readonly stop: () => void },
): AsyncGenerator<Message> {
  let due = Number.POSITIVE_INFINITY
  let restsUntil = 0
  const summary = (): readonly Message[] => {
    const began = performance.now()
    const { messages, isAll } = summarize()
    const now = performance.now()
    restsUntil = now + (now - began) * restFactor
    due = isAll ? Number.POSITIVE_INFINITY : restsUntil
    return messages
  }
  try {
    let coming = nextOf(updates)
    for (;;) {
      const result = await orTime(coming, due)
      if (result?.done) break
      if (result !== undefined) {
        const { message, tellsState } = result.value
        if (message !== undefined) yield message
        if (tellsState) due = restsUntil
        coming = nextOf(updates)
      }
      if (performance.now() >= due) yield* summary()
    }
    while (due !== Number.POSITIVE_INFINITY) yield* summary()
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
