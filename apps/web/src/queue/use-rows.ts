import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { joined, type Rows } from './rows.ts'

/** So many rows are asked for at once: only those in sight are asked for again when something changes. */
const rowsPerPart = 50

export const rowsKey = ['queue', 'rows'] as const

const partQuery = (from: number) =>
  queryOptions({
    queryKey: [...rowsKey, from],
    queryFn: () =>
      answer(api.queue.stacked.$get({ query: { from: String(from), limit: String(rowsPerPart) } })),
    placeholderData: keepPreviousData,
  })

export interface WaitingRows {
  readonly rows: Rows
  readonly isPending: boolean
}

/** The rows that wait, as far as they are known: the first, and those between `start` and `end`. */
export function useRows({
  start,
  end,
}: {
  readonly start: number
  readonly end: number
}): WaitingRows {
  const first = useQuery(partQuery(0))
  const total = first.data?.total ?? 0
  const froms: number[] = []
  const begin = Math.max(1, Math.floor(start / rowsPerPart))
  for (let part = begin; part * rowsPerPart < Math.min(end + 1, total); part++) {
    froms.push(part * rowsPerPart)
  }
  const others = useQueries({ queries: froms.map(partQuery) })
  const parts = [first, ...others].flatMap(({ data, isPlaceholderData }, index) =>
    data === undefined || isPlaceholderData
      ? []
      : [{ from: index === 0 ? 0 : (froms[index - 1] ?? 0), rows: data.rows }],
  )
  return { rows: joined(total, parts), isPending: first.isPending }
}
