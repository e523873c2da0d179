/** How long what has ended can still be claimed, in milliseconds, and how many are kept. */
export interface OrphansOptions {
  readonly keptFor?: number
  readonly limit?: number
  readonly now?: () => number
}

/** Work whose caller went away before it was answered, until that caller asks for the same again. */
export interface Orphans<T> {
  /** The caller of this work has gone; `ended` settles when the work has. */
  leave(key: string, work: T, ended: Promise<unknown>): void
  /** The oldest work left under the key that is still wanted; it is nobody else's from then on. */
  claim(key: string, isWanted: (work: T) => boolean): T | undefined
}

interface Left<T> {
  readonly key: string
  readonly work: T
  endedAt: number | undefined
}

/**
 * Keeps work of callers that went away, such as those whose time limit is shorter than a picture takes: who asks for the
 * same again gets what the first request began, once. The key is a hash of who asks and of all that was asked for.
 * In memory: after a restart the work goes on, but is claimed by nobody.
 */
export function createOrphans<T>({
  keptFor = 10 * 60_000,
  limit = 100,
  now = Date.now,
}: OrphansOptions = {}): Orphans<T> {
  const left = new Set<Left<T>>()
  const isOver = ({ endedAt }: Left<T>): boolean =>
    endedAt !== undefined && now() - endedAt > keptFor
  const drop = (isDropped: (one: Left<T>) => boolean): void => {
    for (const one of left) if (isDropped(one)) left.delete(one)
  }
  return {
    leave(key, work, ended) {
      const one: Left<T> = { key, work, endedAt: undefined }
      left.add(one)
      const end = (): void => {
        one.endedAt = now()
      }
      ended.then(end, end)
      drop(isOver)
      for (const oldest of left) {
        if (left.size <= limit) break
        left.delete(oldest)
      }
    },
    claim(key, isWanted) {
      drop((one) => isOver(one) || (one.key === key && !isWanted(one.work)))
      for (const one of left) {
        if (one.key !== key) continue
        left.delete(one)
        return one.work
      }
      return undefined
    },
  }
}
