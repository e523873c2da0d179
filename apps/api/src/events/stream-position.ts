/** How far a listener has come: the newest event of the jobs that it saw, and of the gallery. */
export interface StreamPosition {
  readonly jobs: string
  readonly gallery: string
}

/** Not in the ids themselves, which are `<epoch>-<number>`. */
const separator = '.'

/** The id of both: `Last-Event-ID` is one text. */
export const formatPosition = ({ jobs, gallery }: StreamPosition): string =>
  `${jobs}${separator}${gallery}`

/** Reads what a listener sends. The id of a stream without the gallery has no place in it: too much of that was missed. */
export function parsePosition(id: string): StreamPosition {
  const [jobs = '', gallery = ''] = id.split(separator)
  return { jobs, gallery }
}
