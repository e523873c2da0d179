/** Lists of values by name. A batch has a job for each choice of one from each; the last name varies fastest. */
export type Matrix = Readonly<Record<string, readonly unknown[]>>

/** The most jobs of one batch. */
export const mostCells = 10_000

/** How many choices there are. */
export const countCells = (matrix: Matrix): number =>
  Object.values(matrix).reduce((product, { length }) => product * length, 1)

/** For the choice at this place in the order: which value of each list it takes. */
export function placesOf(matrix: Matrix, cell: number): ReadonlyMap<string, number> {
  const places: [string, number][] = []
  let rest = cell
  for (const [name, { length }] of Object.entries(matrix).toReversed()) {
    places.push([name, rest % length])
    rest = Math.floor(rest / length)
  }
  return new Map(places.toReversed())
}

/** Every choice, in order. */
export function* cellsOf(matrix: Matrix): Generator<Readonly<Record<string, unknown>>> {
  const count = countCells(matrix)
  for (let cell = 0; cell < count; cell++) yield cellOf(matrix, cell)
}

/** The choice at this place in the order. */
export const cellOf = (matrix: Matrix, cell: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...placesOf(matrix, cell)].map(([name, place]) => [name, matrix[name]?.[place]]),
  )
