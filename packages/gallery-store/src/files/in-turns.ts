/** What is written or deleted at once: it waits for the same turns of the disk. */
const atOnce = 16

/** Does something with each item, several at a time. */
export async function inTurns<T>(
  items: readonly T[],
  work: (item: T, place: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries()
  const takeTurns = async (): Promise<void> => {
    for (const [place, item] of waiting) await work(item, place)
  }
  await Promise.all(Array.from({ length: atOnce }, takeTurns))
}
