/** How many characters must be put in, taken out or exchanged to make `a` into `b` (Levenshtein). */
export function editDistance(a: string, b: string): number {
  /** What it takes to make the part of `a` that was read into each beginning of `b`. */
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
