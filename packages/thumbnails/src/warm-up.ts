import { setTimeout as delay } from 'node:timers/promises'
import { untilAborted } from '@darkroom/foundation'
import { ThumbnailerBusyError, ThumbnailerClosedError } from './errors.ts'
import type { WarmResult } from './thumbnailer.ts'

const failuresListed = 100

/** Handles paths with this much concurrency; a failure does not stop the others. */
export async function warmUp(
  paths: Iterable<string> | AsyncIterable<string>,
  options: {
    readonly hands: number
    readonly signal: AbortSignal | undefined
    readonly warm: (path: string) => Promise<'made' | 'cached'>
  },
): Promise<WarmResult> {
  const { hands, signal, warm } = options
  const counts = { made: 0, cached: 0 }
  const failed: { path: string; error: Error }[] = []
  let failedCount = 0
  const warmPatiently = async (path: string): Promise<'made' | 'cached'> => {
    for (;;) {
      try {
        return await warm(path)
      } catch (error) {
        if (!(error instanceof ThumbnailerBusyError)) throw error
        await delay(error.retryAfterSeconds * 1000, undefined, { signal })
      }
    }
  }
  const settle = async (path: string): Promise<void> => {
    try {
      counts[await warmPatiently(path)]++
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
