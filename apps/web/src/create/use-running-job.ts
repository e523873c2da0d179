import { useQuery, useQueryClient } from '@tanstack/react-query'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import type { Job } from '../api/types.ts'
import { withJob } from './job-list.ts'
import { latestJobsQuery } from './use-latest-jobs.ts'

/** Milliseconds between two looks at how long it still takes, which no event tells. */
const everyMs = 2000

/** Asks again and again how long the job on the stage still takes, while it runs or waits. */
export function useRunningJob(job: Job | undefined): void {
  const client = useQueryClient()
  const request_id = job?.request_id ?? ''
  useQuery({
    queryKey: ['running-job', request_id],
    queryFn: async () => {
      const now = await answer(api.generate.status[':request_id'].$get({ param: { request_id } }))
      client.setQueryData(latestJobsQuery.queryKey, (jobs) => jobs && withJob(jobs, now))
      return now.status
    },
    enabled: job?.status === 'processing' || job?.status === 'queued',
    refetchInterval: everyMs,
    staleTime: 0,
  })
}
