import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { answer } from '../../api/answer.ts'
import { api } from '../../api/client.ts'

export type Sequence = InferResponseType<(typeof api.sequence)[':sequence_id']['$get'], 200>
export type Frame = Sequence['frames'][number]
export type SequenceSummary = InferResponseType<
  typeof api.sequence.summaries.$get,
  200
>['sequences'][number]

/** One sequence with its frames; events of groups make it old. */
export const sequenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['groups', 'sequence', id],
    queryFn: ({ signal }) =>
      answer(
        api.sequence[':sequence_id'].$get({ param: { sequence_id: id } }, { init: { signal } }),
      ),
  })

const page = '24'

/** All sequences in few words, newest first. */
export const summariesQuery = infiniteQueryOptions({
  queryKey: ['groups', 'summaries'],
  queryFn: ({ pageParam, signal }) =>
    answer(
      api.sequence.summaries.$get(
        { query: { limit: page, ...(pageParam !== undefined && { cursor: pageParam }) } },
        { init: { signal } },
      ),
    ),
  initialPageParam: noCursor(),
  getNextPageParam: ({ next_cursor }) => next_cursor,
})

function noCursor(): string | undefined {
  return undefined
}
