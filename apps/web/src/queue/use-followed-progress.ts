import { useQueryClient } from '@tanstack/react-query'
import { useLive } from '../api/live.ts'
import { queueQuery } from '../api/queue.ts'

/** Keeps what is known of running jobs as far as they are: nothing is asked for again. */
export function useFollowedProgress(): void {
  const queryClient = useQueryClient()
  useLive('progress', ({ request_id, ...progress }) => {
    queryClient.setQueryData(
      queueQuery.queryKey,
      (queue) =>
        queue && {
          ...queue,
          running: queue.running.map((job) =>
            job.request_id === request_id ? { ...job, progress } : job,
          ),
        },
      // The estimate of the rest is as old as the answer that had it.
      { updatedAt: queryClient.getQueryState(queueQuery.queryKey)?.dataUpdatedAt ?? 0 },
    )
  })
}
