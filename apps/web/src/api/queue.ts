import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer } from './answer.ts'
import { api } from './client.ts'

export const queueQuery = queryOptions({
  queryKey: ['queue', 'state'],
  queryFn: () => answer(api.queue.$get({ query: { limit: '0' } })),
})

/** Counts, pause and what runs, without what waits; asked for anew when an event says that it changed. */
export const useQueue = () => useQuery(queueQuery)
