import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api-problem.ts'
import { connection, onLive } from './live.ts'

const retries = 3

/** Only what may pass is asked for again: a refusal is the same the next time. */
const mayPass = (count: number, error: Error): boolean =>
  count < retries && (!(error instanceof ApiProblem) || error.isPassing)

/**
 * What the page knows of the server. Names of queries begin with what they are of: `['queue']`, `['jobs', …]`, `['gallery', …]`, `['groups', …]`,
 * `['models']`, `['workflows']`, `['servers']`, `['health']`.
 */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: { queries: { retry: mayPass, staleTime: 10_000 } },
})

/** Milliseconds in which several events of a kind count as one. */
const togetherMs = 250

function soon(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    if (timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      run()
    }, togetherMs)
  }
}

const invalidate = (...keys: readonly string[]): (() => void) =>
  soon(() => {
    for (const key of keys) void queryClient.invalidateQueries({ queryKey: [key] })
  })

/** Asks anew for what an event made old. @returns what ends it. */
export function refreshOnEvents(): () => void {
  const jobs = invalidate('queue', 'jobs')
  const groups = invalidate('groups')
  const gallery = invalidate('gallery')
  const all = soon(() => void queryClient.invalidateQueries())
  let wasLost = false
  const ends = [
    ...(['status', 'completed', 'error', 'cancelled', 'paused', 'resumed'] as const).map((name) =>
      onLive(name, jobs),
    ),
    ...(['gallery_added', 'gallery_changed', 'gallery_removed', 'gallery_reset'] as const).map(
      (name) => onLive(name, gallery),
    ),
    onLive('group', groups),
    onLive('servers', ({ servers }) => queryClient.setQueryData(['servers'], { servers })),
    onLive('reset', all),
    connection.subscribe(() => {
      if (connection.get() === 'lost') wasLost = true
      else if (connection.get() === 'open' && wasLost) {
        wasLost = false
        all()
      }
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}
