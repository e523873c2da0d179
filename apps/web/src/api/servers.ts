import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer } from './answer.ts'
import { api } from './client.ts'

/** Milliseconds; events tell what a server does, but not how its memory fills. */
const everyMs = 5_000

const serversQuery = queryOptions({
  queryKey: ['servers'],
  queryFn: () => answer(api.servers.$get()),
  refetchInterval: everyMs,
})

/** The ComfyUI servers. */
export const useServers = () => useQuery(serversQuery)

const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => answer(api.health.$get()),
  refetchInterval: everyMs,
})

/** How Darkroom itself is: its version, queue, gallery and disk. */
export const useHealth = () => useQuery(healthQuery)
