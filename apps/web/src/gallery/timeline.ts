/** Pictures that belong together in the list: those of a day, or all of them. */
export interface Section {
  /** A day as `2026-11-22`, or `''` where the list is not by days. */
  readonly day: string
  /** The place of its first picture in the whole list. */
  readonly start: number
  readonly count: number
}

/** A row of the grid: a heading, or up to `columns` tiles. */
export type Row =
  | { readonly kind: 'heading'; readonly section: Section }
  | { readonly kind: 'tiles'; readonly start: number; readonly count: number }

export interface Timeline {
  readonly total: number
  readonly columns: number
  readonly rowCount: number
  readonly sections: readonly Section[]
  /** The row at a place from 0 to `rowCount` − 1. */
  rowAt(index: number): Row
  isHeading(index: number): boolean
  /** The row in which the picture at this place of the list is. */
  rowOf(picture: number): number
  /** The section that a row belongs to. */
  sectionOf(row: number): Section | undefined
}

interface DayCount {
  readonly value: string
  readonly count: number
}

/** Sections of days, whose counts are in the order of the list; pictures beyond them come without a day. */
export function toSections(days: readonly DayCount[], total: number): readonly Section[] {
  const sections: Section[] = []
  let start = 0
  for (const { value, count } of days) {
    const fits = Math.min(count, total - start)
    if (fits > 0) sections.push({ day: value, start, count: fits })
    start += fits
  }
  if (start < total) sections.push({ day: '', start, count: total - start })
  return sections
}

/** The last place in `starts`, which ascend, whose value is at most `wanted`; −1 when there is none. */
function lastAtMost(starts: readonly number[], wanted: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Lays sections out in rows. Costs as much as there are sections, not pictures, and a look-up the logarithm of that. */
export function createTimeline(sections: readonly Section[], columns: number): Timeline {
  const hasHeading = ({ day }: Section): boolean => day !== ''
  const rowsOf = (section: Section): number =>
    Math.ceil(section.count / columns) + (hasHeading(section) ? 1 : 0)
  const firstRows: number[] = []
  // Asked for every row there is when they are laid out, where a search for each would be felt.
  const headings = new Set<number>()
  let rowCount = 0
  for (const section of sections) {
    firstRows.push(rowCount)
    if (hasHeading(section)) headings.add(rowCount)
    rowCount += rowsOf(section)
  }
  const starts = sections.map(({ start }) => start)
  const last = sections.at(-1)
  const sectionOf = (row: number): Section | undefined => sections[lastAtMost(firstRows, row)]
  const rowAt = (index: number): Row => {
    const place = lastAtMost(firstRows, index)
    const section = sections[place] ?? { day: '', start: 0, count: 0 }
    const within = index - (firstRows[place] ?? 0) - (hasHeading(section) ? 1 : 0)
    if (within < 0) return { kind: 'heading', section }
    const done = within * columns
    return {
      kind: 'tiles',
      start: section.start + done,
      count: Math.max(0, Math.min(columns, section.count - done)),
    }
  }
  return {
    total: last === undefined ? 0 : last.start + last.count,
    columns,
    rowCount,
    sections,
    rowAt,
    isHeading: (index) => headings.has(index),
    rowOf(picture) {
      const place = lastAtMost(starts, picture)
      const section = sections[place]
      if (section === undefined) return 0
      const heading = hasHeading(section) ? 1 : 0
      return (firstRows[place] ?? 0) + heading + Math.floor((picture - section.start) / columns)
    },
    sectionOf,
  }
}

/** Where the arrow keys lead from a picture: above and below it as they are seen, although rows end early at a day's end. */
export function neighbour(
  timeline: Timeline,
  from: number,
  direction: 'up' | 'down',
  rows: number = 1,
): number {
  const { columns, rowCount, total } = timeline
  if (total === 0) return 0
  const own = timeline.rowAt(timeline.rowOf(from))
  const column = own.kind === 'tiles' ? from - own.start : 0
  const step = direction === 'up' ? -1 : 1
  let left = rows
  let target = from
  for (let row = timeline.rowOf(from) + step; row >= 0 && row < rowCount && left > 0; row += step) {
    const next = timeline.rowAt(row)
    if (next.kind === 'heading') continue
    target = next.start + Math.min(column, next.count - 1, columns - 1)
    left -= 1
  }
  return target
}
