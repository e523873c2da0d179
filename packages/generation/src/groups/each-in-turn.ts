import { createBreaks } from '@darkroom/foundation'

/** Does it with one after the other, and lets others have a turn in between. */
export async function eachInTurn<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => R | Promise<R>,
): Promise<readonly R[]> {
  const breaks = createBreaks()
  const done: R[] = []
  for (const [index, item] of items.entries()) {
    await breaks()
    done.push(await work(item, index))
  }
  return done
}
