/** The words of the address that filter and sort the gallery; they are those of `GET /api/gallery`. */
export const filterKeys = [
  'keyword',
  'model',
  'lora',
  'sampler',
  'source',
  'media_type',
  'tag',
  'favourite',
  'folder',
  'batch_id',
  'sequence_id',
  'date_from',
  'date_to',
  'min_width',
  'max_width',
  'min_height',
  'max_height',
] as const
export type FilterKey = (typeof filterKeys)[number]

const sortings = ['timestamp', 'model', 'prompt', 'filesize'] as const
export type SortBy = (typeof sortings)[number]
export type SortOrder = 'asc' | 'desc'

export interface GalleryFilter {
  readonly words: Readonly<Partial<Record<FilterKey, string>>>
  readonly sortBy: SortBy
  readonly sortOrder: SortOrder
}

const isSortBy = (word: string | null): word is SortBy => sortings.some((known) => known === word)

/** What the address asks for; words that are not known, and empty ones, are left out. */
export const readFilter = (search: URLSearchParams): GalleryFilter => {
  const sortBy = search.get('sort_by')
  return {
    words: Object.fromEntries(
      filterKeys.flatMap((key) => {
        const value = search.get(key)?.trim() ?? ''
        return value === '' ? [] : [[key, value]]
      }),
    ),
    sortBy: isSortBy(sortBy) ? sortBy : 'timestamp',
    sortOrder: search.get('sort_order') === 'asc' ? 'asc' : 'desc',
  }
}

/** The filter as the API takes it. */
export type FilterQuery = Partial<Record<Exclude<FilterKey, 'favourite'>, string>> & {
  favourite?: 'true' | 'false'
}

export const toFilterQuery = ({ words }: GalleryFilter): FilterQuery => {
  const { favourite, ...rest } = words
  return favourite === 'true' || favourite === 'false' ? { ...rest, favourite } : rest
}

/** Filter and order as the API takes them; the order is left out where it is the usual one. */
export const toQuery = (
  filter: GalleryFilter,
): FilterQuery & { sort_by?: SortBy; sort_order?: SortOrder } => ({
  ...toFilterQuery(filter),
  ...(filter.sortBy !== 'timestamp' && { sort_by: filter.sortBy }),
  ...(filter.sortOrder !== 'desc' && { sort_order: filter.sortOrder }),
})

/** The address's words with one of them set, or taken out by `undefined`; what is open is closed, for it may not be in the new list. */
export function withWord(
  search: URLSearchParams,
  key: FilterKey | 'sort_by' | 'sort_order',
  value: string | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search)
  if (value === undefined || value === '') next.delete(key)
  else next.set(key, value)
  next.delete('image')
  return next
}

/** Whether anything is filtered. */
export const isFiltered = ({ words }: GalleryFilter): boolean => Object.keys(words).length > 0
