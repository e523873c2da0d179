import { createStore, type Store } from '../api/store.ts'
import { inParts, type PartsDone, partSize } from './in-parts.ts'

/** Something that is being done with many pictures. */
export interface RunningMany {
  /** What is going on, such as `Deleting`. */
  readonly doing: string
  readonly done: number
  readonly total: number
  /** Ends it after the part that is on its way; what is done stays done. */
  readonly stop: () => void
}

/** What is under way in more than one part; it goes on whatever view is shown. */
export const runningMany: Store<RunningMany | undefined> = createStore<RunningMany | undefined>(
  undefined,
)

let last: Promise<unknown> = Promise.resolve()

/** Does something with many pictures in parts, after what was begun before, and tells how far it is. Never rejects. */
export function runMany<Answer>(
  doing: string,
  ids: readonly string[],
  send: (part: string[]) => Promise<Answer>,
): Promise<PartsDone<Answer>> {
  const run = last.then(async () => {
    const stopping = new AbortController()
    const tell = (done: number): void => {
      if (ids.length <= partSize) return
      runningMany.set({ doing, done, total: ids.length, stop: () => stopping.abort() })
    }
    tell(0)
    const done = await inParts(ids, send, { signal: stopping.signal, onProgress: tell })
    runningMany.set(undefined)
    return done
  })
  last = run
  return run
}
