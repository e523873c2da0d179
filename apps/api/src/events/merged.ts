import { Wake } from '@darkroom/foundation'

type Source<T> = AsyncGenerator<T>

/**
 * The items of all sources, each as it comes, until the first of them ends or fails. A source is asked for its next item only when the
 * one before was taken. Ending this ends the sources; `stop` is to abort what they wait for.
 */
export async function* merged<T>(
  sources: readonly Source<T>[],
  { signal, stop }: { readonly signal: AbortSignal; readonly stop: () => void },
): AsyncGenerator<T> {
  const wake = new Wake()
  const arrived: { from: Source<T>; outcome: PromiseSettledResult<IteratorResult<T>> }[] = []
  // Not Promise.race, which would keep something of every item of the others while one source is silent, for days.
  const ask = async (from: Source<T>): Promise<void> => {
    const [outcome] = await Promise.allSettled([from.next()])
    arrived.push({ from, outcome })
    wake.wake()
  }
  try {
    for (const source of sources) void ask(source)
    for (;;) {
      const next = arrived.shift()
      if (next === undefined) {
        await wake.wait(Number.POSITIVE_INFINITY, signal).catch(() => undefined)
        if (signal.aborted) return
        continue
      }
      const { from, outcome } = next
      if (outcome.status === 'rejected') throw outcome.reason
      if (outcome.value.done === true) return
      yield outcome.value.value
      void ask(from)
    }
  } finally {
    stop()
    await Promise.all(sources.map((source) => source.return(undefined)))
  }
}
