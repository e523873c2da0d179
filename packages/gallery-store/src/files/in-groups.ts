/** Some at a time, so that others come in between. */
export function* inGroups<T>(all: readonly T[], size: number): Generator<readonly T[], void> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}
