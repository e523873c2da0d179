import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer } from './answer.ts'
import { api } from './client.ts'

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: () => answer(api.models.$get({ query: {} })),
  staleTime: 60_000,
})

/** The model files of all servers. */
export const useModels = () => useQuery(modelsQuery)
