import type { Generation, JobRequest } from '@darkroom/generation'

/**
 * The one that most servers can run. A graph is names and values, and means the same wherever it is taken, so a job is not bound to
 * the server that it was converted for.
 */
export async function bestRequest<T extends JobRequest>(
  requests: readonly T[],
  generation: Pick<Generation, 'check'>,
): Promise<T> {
  const [first] = requests
  if (first === undefined) throw new RangeError('Expected a request')
  if (requests.length === 1) return first
  let best = { request: first, count: 0 }
  for (const request of requests) {
    const checks = await generation.check(request)
    const count = checks.filter(({ obstacles }) => obstacles.length === 0).length
    if (count > best.count) best = { request, count }
  }
  return best.request
}
