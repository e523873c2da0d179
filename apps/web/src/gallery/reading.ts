import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../api/client.ts'

/** Milliseconds between two looks at a folder that is still being read. */
const lookMs = 1000

const readingQuery = queryOptions({
  queryKey: ['gallery', 'reading'],
  queryFn: async () => {
    const { headers } = await api.gallery.$get({ query: { limit: '1' } })
    return headers.get('x-gallery-complete') === 'false'
  },
  refetchInterval: ({ state }) => (state.data === true ? lookMs : false),
})

/** Whether the server still reads the gallery's folder, as after a start; meanwhile the list is asked for again and again. */
export function useReading(): boolean {
  const queries = useQueryClient()
  const { data: isReading = false, dataUpdatedAt } = useQuery(readingQuery)
  useEffect(() => {
    // Also once more when it has ended, for what came last.
    void dataUpdatedAt
    if (isReading) return () => void queries.invalidateQueries({ queryKey: ['grid'] })
    return undefined
  }, [isReading, dataUpdatedAt, queries])
  return isReading
}
