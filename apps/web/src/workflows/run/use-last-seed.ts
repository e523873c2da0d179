import { skipToken, useQuery } from '@tanstack/react-query'
import { jobQuery } from './use-job.ts'

/** The seed of a run, to be kept for the next. */
export function useLastSeed(id: string | undefined): number | undefined {
  const { queryKey, queryFn } = jobQuery(id ?? '')
  const { data } = useQuery({ queryKey, queryFn: id === undefined ? skipToken : queryFn })
  return data === undefined || data.seed < 0 ? undefined : data.seed
}
