import { queryOptions, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { useMemo } from 'react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import type { GalleryImage } from '../api/types.ts'
import { type GalleryFilter, toFilterQuery, toQuery } from './gallery-filter.ts'
import { newPictures } from './new-pictures.ts'

/** Pictures in a page: a screen or two of them, and some 10 kB compressed. */
const pageSize = 100

/** The most pictures that the API gives in one answer. */
const mostInAnswer = 1000

type Query = ReturnType<typeof toQuery>

const askFor = (
  query: Query,
  {
    offset,
    limit,
    signal,
  }: { readonly offset: number; readonly limit: number; readonly signal?: AbortSignal },
): Promise<readonly GalleryImage[]> =>
  answer(
    api.gallery.$get(
      { query: { ...query, offset: String(offset), limit: String(limit) } },
      signal === undefined ? {} : { init: { signal } },
    ),
  )

/** Counts of what the filter finds; the days among them lay out the grid. */
const facetsQuery = (filter: GalleryFilter) =>
  queryOptions({
    queryKey: ['grid', 'facets', filter.words],
    queryFn: ({ signal }) =>
      answer(api.gallery.facets.$get({ query: toFilterQuery(filter) }, { init: { signal } })),
  })

/** What the filter finds, counted by model, day and so on. */
export type Facets = InferResponseType<typeof api.gallery.facets.$get, 200>

/** A value, and how many pictures have it. */
export interface Counted {
  readonly value: string
  readonly count: number
}

export const useFacets = (filter: GalleryFilter) =>
  useQuery({ ...facetsQuery(filter), placeholderData: (before) => before })

/** Of all pictures: a filter may not let pass what is new. */
const isNewestFirst = (query: Query): boolean => Object.keys(query).length === 0

const pageQuery = (query: Query, page: number) =>
  queryOptions({
    queryKey: ['grid', 'page', query, page],
    queryFn: ({ signal }) => {
      const offset = page * pageSize + (isNewestFirst(query) ? newPictures.get() : 0)
      return askFor(query, { offset, limit: pageSize, signal })
    },
  })

export interface LoadedPictures {
  /** The picture at a place of the list; undefined while it is on its way. */
  at(place: number): GalleryImage | undefined
  readonly error: Error | null
}

type PageResult = UseQueryResult<readonly GalleryImage[], Error>

/** The same function always: only then is it not run again for the same answers. */
const toLoaded = (results: readonly PageResult[]) => ({
  loaded: results.map(({ data }) => data),
  error: results.find((result) => result.error !== null)?.error ?? null,
})

/** The pictures from `start` to before `end`, by pages; what was asked for and is not looked at any more is given up. */
export function usePictures(
  filter: GalleryFilter,
  { start, end }: { readonly start: number; readonly end: number },
): LoadedPictures {
  const query = useMemo(() => toQuery(filter), [filter])
  const first = Math.floor(start / pageSize)
  const last = Math.floor(Math.max(start, end - 1) / pageSize)
  const pages = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const { loaded, error } = useQueries({
    queries: pages.map((page) => pageQuery(query, page)),
    combine: toLoaded,
  })
  return useMemo(
    () => ({
      at: (place) => {
        const page = Math.floor(place / pageSize)
        return loaded[page - first]?.[place - page * pageSize]
      },
      error,
    }),
    [loaded, error, first],
  )
}

/** One picture by its place in the list, for who steps through all of them. */
export const loadPicture = async (
  filter: GalleryFilter,
  place: number,
): Promise<GalleryImage | undefined> =>
  (await askFor(toQuery(filter), { offset: place, limit: 1 }))[0]

/** Every picture of a range, in as many answers as it takes. */
export async function loadRange(
  filter: GalleryFilter,
  { start, count }: { readonly start: number; readonly count: number },
): Promise<readonly GalleryImage[]> {
  const query = toQuery(filter)
  const found: GalleryImage[] = []
  while (found.length < count) {
    const limit = Math.min(mostInAnswer, count - found.length)
    const page = await askFor(query, { offset: start + found.length, limit })
    found.push(...page)
    if (page.length < limit) break
  }
  return found
}
