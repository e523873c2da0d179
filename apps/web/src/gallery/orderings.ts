import type { SortBy, SortOrder } from './gallery-filter.ts'

/** The orders in which pictures can be looked at. */
export const orderings: readonly {
  readonly label: string
  readonly sortBy: SortBy
  readonly sortOrder: SortOrder
}[] = [
  { label: 'Newest first', sortBy: 'timestamp', sortOrder: 'desc' },
  { label: 'Oldest first', sortBy: 'timestamp', sortOrder: 'asc' },
  { label: 'By model', sortBy: 'model', sortOrder: 'asc' },
  { label: 'By prompt', sortBy: 'prompt', sortOrder: 'asc' },
  { label: 'Largest file first', sortBy: 'filesize', sortOrder: 'desc' },
]
