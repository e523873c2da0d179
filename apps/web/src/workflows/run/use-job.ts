import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/answer.ts'
import { api } from '../../api/client.ts'
import { useLive } from '../../api/live.ts'
import type { Job } from '../../api/types.ts'

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', id],
    queryFn: () => answer(api.generate.status[':request_id'].$get({ param: { request_id: id } })),
  })

export const isEnded = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'completed' || status === 'error' || status === 'cancelled'

/** A job as it is at this moment, with what is seen of its picture so far. */
export function useJob(id: string) {
  const client = useQueryClient()
  const { queryKey } = jobQuery(id)
  const [preview, setPreview] = useState<string>()
  const take = (job: Job): void => {
    if (job.request_id === id) client.setQueryData(queryKey, job)
  }
  useLive('status', take)
  useLive('completed', take)
  useLive('error', take)
  useLive('cancelled', take)
  useLive('progress', ({ request_id, ...progress }) => {
    if (request_id === id) client.setQueryData(queryKey, (job) => job && { ...job, progress })
  })
  useLive('preview', ({ request_id, image }) => {
    if (request_id === id) setPreview(image)
  })
  const { data: job, error, refetch } = useQuery(jobQuery(id))
  return { job, error, refetch, preview }
}
