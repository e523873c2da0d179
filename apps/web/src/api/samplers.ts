import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer } from './answer.ts'
import { api } from './client.ts'

const samplersQuery = queryOptions({
  queryKey: ['models', 'samplers'],
  queryFn: () => answer(api.samplers.$get()),
  staleTime: 60_000,
})

/** The names of samplers and schedulers that the servers have. */
export const useSamplers = () => useQuery(samplersQuery)
