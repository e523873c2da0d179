import { neighbour, type Timeline } from './timeline.ts'

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** The picture that a key leads to from another; undefined when it is no key that leads anywhere. */
export function leadsTo(
  { key, ctrlKey, metaKey }: Pressed,
  {
    timeline,
    from,
    rowsInSight,
  }: { readonly timeline: Timeline; readonly from: number; readonly rowsInSight: number },
): number | undefined {
  if (timeline.total === 0) return undefined
  const last = timeline.total - 1
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, from - 1)
    case 'ArrowRight':
      return Math.min(last, from + 1)
    case 'ArrowUp':
      return neighbour(timeline, from, 'up')
    case 'ArrowDown':
      return neighbour(timeline, from, 'down')
    case 'PageUp':
      return neighbour(timeline, from, 'up', rowsInSight)
    case 'PageDown':
      return neighbour(timeline, from, 'down', rowsInSight)
    case 'Home':
      return ctrlKey || metaKey ? 0 : rowStart(timeline, from)
    case 'End':
      return ctrlKey || metaKey ? last : rowEnd(timeline, from)
    default:
      return undefined
  }
}

function rowStart(timeline: Timeline, from: number): number {
  const row = timeline.rowAt(timeline.rowOf(from))
  return row.kind === 'tiles' ? row.start : from
}

function rowEnd(timeline: Timeline, from: number): number {
  const row = timeline.rowAt(timeline.rowOf(from))
  return row.kind === 'tiles' ? row.start + row.count - 1 : from
}

export type GridAction = 'select-all' | 'select-none' | 'trash' | 'favourite'

/** What a key does with the pictures that are selected, or else the one that has the focus. */
export function actionOf({ key, ctrlKey, metaKey }: Pressed): GridAction | undefined {
  const isCommand = ctrlKey || metaKey
  if (key === 'Escape') return 'select-none'
  if (key === 'Delete') return 'trash'
  if (key === 'a' && isCommand) return 'select-all'
  if (key === 'f' && !isCommand) return 'favourite'
  return undefined
}
