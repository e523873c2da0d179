import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { useLive } from '../api/live.ts'
import type { Job } from '../api/types.ts'
import { withJob, withProgress } from './job-list.ts'

const most = '40'

/** Newest first, whoever asked for them. */
export const latestJobsQuery = queryOptions({
  queryKey: ['jobs', 'latest'],
  queryFn: async (): Promise<readonly Job[]> =>
    (await answer(api.jobs.$get({ query: { limit: most } }))).jobs,
})

/** The newest jobs, as they are at this moment. */
export function useLatestJobs() {
  const client = useQueryClient()
  const change = (to: (jobs: readonly Job[]) => readonly Job[]): void =>
    void client.setQueryData(latestJobsQuery.queryKey, (jobs) => jobs && to(jobs))
  const take = (job: Job): void => change((jobs) => withJob(jobs, job))
  useLive('status', take)
  useLive('completed', take)
  useLive('error', take)
  useLive('cancelled', take)
  useLive('progress', (progress) => change((jobs) => withProgress(jobs, progress)))
  return useQuery(latestJobsQuery)
}
