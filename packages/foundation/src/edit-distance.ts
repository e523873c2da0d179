/** The number of characters to insert, delete or replace to turn `a` into `b` (Levenshtein). */
export function editDistance(a: string, b: string): number {
  /** The distances between the part of `a` read so far and each prefix of `b`. */
  const row: number[] = []
  for (let j = 0; j <= b.length; j += 1) row.push(j)
  for (let i = 0; i < a.length; i += 1) {
    const letter = a.charCodeAt(i)
    let diagonal = i
    let left = i + 1
    row[0] = left
    for (let j = 0; j < b.length; j += 1) {
      const above = row[j + 1] ?? 0
      left = letter === b.charCodeAt(j) ? diagonal : 1 + Math.min(diagonal, above, left)
      row[j + 1] = left
      diagonal = above
    }
  }
  return row[b.length] ?? 0
}
