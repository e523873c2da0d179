import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer } from './answer.ts'
import { api } from './client.ts'

const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: () => answer(api.templates.$get()),
})

export const useTemplates = () => useQuery(templatesQuery)

const wildcardsQuery = queryOptions({
  queryKey: ['wildcards'],
  queryFn: () => answer(api.wildcards.$get()),
})

/** How many options a wildcard has, and the first of them. */
export const useWildcard = (name: string | undefined) =>
  useQuery({
    queryKey: ['wildcards', name],
    queryFn: () =>
      answer(api.wildcards[':name'].$get({ param: { name: encodeURIComponent(name ?? '') } })),
    enabled: name !== undefined,
  })

/** The names that `__name__` can have in a prompt. */
export const useWildcards = () => useQuery(wildcardsQuery)
