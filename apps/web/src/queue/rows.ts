import type { Job, QueueRow } from '../api/types.ts'

/** Rows by their place; those that were not asked for yet are undefined. */
export type Rows = readonly (QueueRow | undefined)[]

/** A row on its way to another place: before the row `before`, or last. */
export interface Move {
  readonly id: string
  readonly before: string | undefined
}

export type Way = 'top' | 'up' | 'down' | 'bottom'

export const idOf = ({ job, stack }: QueueRow): string => job?.request_id ?? stack?.id ?? ''

/** The first job of the row that waits. */
export const headOf = ({ job, stack }: QueueRow): Job | undefined => job ?? stack?.next

/** Whether it stands in line: what is held back, or runs, has no place to be moved from. */
export const isInLine = (row: QueueRow | undefined): boolean =>
  row !== undefined && headOf(row)?.position !== undefined

/** Puts the parts of the list where they belong. */
export function joined(
  total: number,
  parts: readonly { readonly from: number; readonly rows: readonly QueueRow[] }[],
): Rows {
  const rows: (QueueRow | undefined)[] = Array.from({ length: total })
  for (const { from, rows: part } of parts) {
    for (const [index, row] of part.entries()) if (from + index < total) rows[from + index] = row
  }
  return rows
}

/** The rows as they will be: moving what has been moved already changes nothing. */
export const moved = (rows: Rows, moves: readonly Move[]): Rows => moves.reduce(oneMoved, rows)

function oneMoved(rows: Rows, { id, before }: Move): Rows {
  const row = rows.find((one) => one !== undefined && idOf(one) === id)
  if (row === undefined || id === before) return rows
  const others = rows.filter((one) => one !== row)
  const at =
    before === undefined
      ? others.findLastIndex((one) => one === undefined || isInLine(one)) + 1
      : others.findIndex((one) => one !== undefined && idOf(one) === before)
  return at === -1 ? rows : others.toSpliced(at, 0, row)
}

/** Where a row goes one step or all the way; undefined when it is there already, or the rows beside it are not known yet. */
export function target(rows: Rows, id: string, way: Way): Move | undefined {
  const index = rows.findIndex((row) => row !== undefined && idOf(row) === id)
  if (index === -1 || !isInLine(rows[index])) return undefined
  const first = rows.findIndex(isInLine)
  const last = rows.findLastIndex((row) => row === undefined || isInLine(row))
  switch (way) {
    case 'top':
      return index === first ? undefined : before(rows, id, first)
    case 'up':
      return index === first ? undefined : before(rows, id, index - 1)
    case 'down':
      if (index === last) return undefined
      return index + 1 === last ? { id, before: undefined } : before(rows, id, index + 2)
    case 'bottom':
      return index === last ? undefined : { id, before: undefined }
  }
}

const before = (rows: Rows, id: string, index: number): Move | undefined => {
  const row = rows[index]
  return row === undefined || !isInLine(row) ? undefined : { id, before: idOf(row) }
}

/** Where a row goes that was dropped on the place before `index`. */
export function dropped(rows: Rows, id: string, index: number): Move | undefined {
  const from = rows.findIndex((row) => row !== undefined && idOf(row) === id)
  if (from === -1 || index === from || index === from + 1) return undefined
  const next = rows[index]
  if (next === undefined) return index < rows.length ? undefined : { id, before: undefined }
  if (isInLine(next)) return { id, before: idOf(next) }
  // Behind the line are those that are held back, before it those whose jobs all run.
  return index > rows.findLastIndex(isInLine) ? { id, before: undefined } : target(rows, id, 'top')
}
