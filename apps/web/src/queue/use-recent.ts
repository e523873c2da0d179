import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { onLive } from '../api/live.ts'
import type { Job } from '../api/types.ts'
import { mostRecent, newest } from './recent.ts'

const ended = async (status: 'completed' | 'error' | 'cancelled'): Promise<readonly Job[]> =>
  (await answer(api.jobs.$get({ query: { status, limit: String(mostRecent) } }))).jobs

// Not of `jobs`: the events bring what is new, so that nothing has to be asked for again.
const recentQuery = queryOptions({
  queryKey: ['recent'],
  queryFn: async () =>
    newest((await Promise.all([ended('completed'), ended('error'), ended('cancelled')])).flat()),
})

/** Milliseconds in which jobs that end are put into the list together. */
const togetherMs = 250

/** The jobs that ended last. */
export function useRecent() {
  const queryClient = useQueryClient()
  useEffect(() => {
    let arrived: Job[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const add = (job: Job) => {
      arrived.push(job)
      timer ??= setTimeout(() => {
        const jobs = arrived
        arrived = []
        timer = undefined
        queryClient.setQueryData(recentQuery.queryKey, (known) =>
          known === undefined ? known : newest([...known, ...jobs]),
        )
      }, togetherMs)
    }
    const ends = (['completed', 'error', 'cancelled'] as const).map((name) => onLive(name, add))
    return () => {
      clearTimeout(timer)
      for (const end of ends) end()
      // What arrives while the view is not shown is not seen.
      void queryClient.invalidateQueries({ queryKey: recentQuery.queryKey, refetchType: 'none' })
    }
  }, [queryClient])
  return useQuery(recentQuery)
}
