import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'

/** The segment of a workflow's name in an address; the client puts it there as it is. */
export const inPath = (name: string) => ({ param: { name: encodeURIComponent(name) } })

/** Files change on the disk without a word: they are looked at again while the page is shown. */
const lookAgainMs = 10_000

const filesQuery = queryOptions({
  queryKey: ['workflows', 'files'],
  queryFn: () => answer(api.workflows.$get({ query: { source: 'file' } })),
  refetchInterval: lookAgainMs,
  refetchOnWindowFocus: 'always',
})

const builtInQuery = queryOptions({
  queryKey: ['workflows', 'built-in'],
  queryFn: () => answer(api.workflows.$get({ query: { source: 'built_in' } })),
  staleTime: 60_000,
})

/** The person's own workflows, and those that are built in. */
export const useWorkflows = () => ({ files: useQuery(filesQuery), builtIn: useQuery(builtInQuery) })

export const workflowQuery = (name: string) =>
  queryOptions({
    queryKey: ['workflows', 'one', name],
    queryFn: () => answer(api.workflows[':name'].$get(inPath(name))),
    refetchInterval: lookAgainMs,
    refetchOnWindowFocus: 'always',
  })

/** A workflow with all the names of files that it can be given. */
export const useWorkflow = (name: string) => useQuery(workflowQuery(name))
