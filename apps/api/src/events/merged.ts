import { Wake } from '@darkroom/foundation'

type Source<T> = AsyncGenerator<T>

/**
 * The items of all sources, each as it comes, until the first of them ends or fails, or all have ended where that is asked for. A source is asked for its next item only when the
 * one before was taken. Ending this ends the sources; `stop` is to abort what they wait for.
 */
export async function* merged<T>(
  sources: readonly Source<T>[],
  {
    signal,
    stop,
    until = 'first',
  }: {
    readonly signal: AbortSignal
    readonly stop: () => void
    readonly until?: 'first' | 'all'
  },
): AsyncGenerator<T> {
  const wake = new Wake()
  /** Sources that have yet to end. */
  let open = until === 'first' ? 1 : sources.length
  const arrived: { from: Source<T>; outcome: PromiseSettledResult<IteratorResult<T>> }[] = []
  // Not Promise.race, which would keep something of every item of the others while one source is silent, for days.
  const ask = async (from: Source<T>): Promise<void> => {
    const [outcome] = await Promise.allSettled([from.next()])
    arrived.push({ from, outcome })
    wake.wake()
  }
  /** What came next; undefined when the signal aborts. */
  const next = async (): Promise<(typeof arrived)[number] | undefined> => {
    while (arrived.length === 0 && !signal.aborted) {
      await wake.wait(Number.POSITIVE_INFINITY, signal).catch(() => undefined)
    }
    return arrived.shift()
  }
  try {
    for (const source of sources) void ask(source)
    for (let came = await next(); came !== undefined; came = await next()) {
      const { from, outcome } = came
      if (outcome.status === 'rejected') throw outcome.reason
      if (outcome.value.done !== true) {
        yield outcome.value.value
        void ask(from)
        continue
      }
      open -= 1
      if (open === 0) return
    }
  } finally {
    stop()
    await Promise.all(sources.map((source) => source.return(undefined)))
  }
}
