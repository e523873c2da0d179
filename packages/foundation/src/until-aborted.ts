import { createDeferred } from './deferred.ts'

/**
 * The work's outcome, or the signal's reason if that comes first, even when the work ignores the signal. The work
 * itself continues, and its later failure is ignored.
 */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return await work
  const { promise: aborted, reject } = createDeferred<never>()
  const onAbort = (): void => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
    work.catch(() => undefined)
  }
}
