import { setTimeout as delay } from 'node:timers/promises'
import { untilAborted } from '@darkroom/foundation'
import { ThumbnailerBusyError, ThumbnailerClosedError } from './errors.ts'
import type { WarmResult } from './thumbnailer.ts'

const failuresListed = 100
/** Milliseconds after which an image that another process was making is looked at again; it is there then, or never will be. */
const elsewhereMs = 2_000

/**
 * Handles paths with this much concurrency; a failure does not stop the others. What is made elsewhere is looked at a second time,
 * when all has been handled that came in between.
 */
export async function warmUp(
  paths: Iterable<string> | AsyncIterable<string>,
  options: {
    readonly hands: number
    readonly signal: AbortSignal | undefined
    /** `isLast`: it is to be made whoever else makes it. */
    readonly warm: (
      path: string,
      look: { readonly isLast: boolean },
    ) => Promise<'made' | 'cached' | 'elsewhere'>
  },
): Promise<WarmResult> {
  const { hands, signal, warm } = options
  const counts = { made: 0, cached: 0 }
  const failed: { path: string; error: Error }[] = []
  let failedCount = 0
  let later = Promise.resolve()
  const warmPatiently = async (
    path: string,
    look: { readonly isLast: boolean },
  ): Promise<'made' | 'cached' | 'elsewhere'> => {
    for (;;) {
      try {
        return await warm(path, look)
      } catch (error) {
        if (!(error instanceof ThumbnailerBusyError)) throw error
        await delay(error.retryAfterSeconds * 1000, undefined, { signal })
      }
    }
  }
  const lookLater = (path: string): void => {
    const due = performance.now() + elsewhereMs
    later = later.then(async () => {
      await delay(Math.max(0, due - performance.now()), undefined, { signal })
      await settle(path, { isLast: true })
    })
    // Whoever waits for the end is told.
    later.catch(() => undefined)
  }
  const settle = async (
    path: string,
    look: { readonly isLast: boolean } = { isLast: false },
  ): Promise<void> => {
    try {
      const result = await warmPatiently(path, look)
      if (result === 'elsewhere') lookLater(path)
      else counts[result]++
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof Error) || error instanceof ThumbnailerClosedError) throw error
      failedCount++
      if (failed.length < failuresListed) failed.push({ path, error })
    }
  }
  const rest = toAsync(paths)
  const work = async (): Promise<void> => {
    for (;;) {
      const next = await untilAborted(rest.next(), signal)
      if (next.done) return
      await settle(next.value)
    }
  }
  try {
    await Promise.all(Array.from({ length: hands }, work))
    await later
  } finally {
    // `return` takes effect at the source's next value, which may never come.
    rest.return(undefined).catch(() => undefined)
  }
  return { ...counts, failed, failedCount }
}

/** Makes any iterable async; a generator handles overlapping calls of `next` one after the other. */
async function* toAsync(
  paths: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string, undefined> {
  yield* paths
  return undefined
}
