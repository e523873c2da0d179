/** Of so many at most something is asked that takes a while. */
const mostAsked = 60

/** All of a few, and of many some at equal distances, with the last. */
export function sampleOf<T>(items: readonly T[]): readonly T[] {
  const every = Math.ceil(items.length / mostAsked)
  return items.filter((_, index) => (items.length - 1 - index) % every === 0)
}
