/** A waiting job, as far as choosing needs it. */
export interface Candidate {
  readonly id: string
  readonly priority: number
  readonly model: string | undefined
  /** Server that may still have an attempt of it. */
  readonly inFlightOn: string | undefined
  /** Servers that failed it. */
  readonly avoids: readonly string[]
  readonly waitedMs: number
  /** How often one behind it was taken before it. */
  readonly skips: number
}

/** A server that could take work, as far as choosing needs it. */
export interface Bidder {
  readonly name: string
  /** Answers, is not draining and not stuck. */
  readonly available: boolean
  /** Runs none of ours. */
  readonly idle: boolean
  /** Other people's prompts there. */
  readonly load: number
  readonly loadedModel: string | undefined
  /** Has all that the job needs, as far as is known. */
  has(jobId: string): boolean
}

export interface Choice {
  readonly id: string | undefined
  /** Those that stood before it. */
  readonly passedOver: readonly string[]
}

/** Among how many of equal priority a server looks for one whose model it has loaded. */
const lookAhead = 8
const mostSkips = 8
const longestWaitMs = 30_000

const nothing: Choice = { id: undefined, passedOver: [] }

/**
 * Which waiting job a server takes. First what it already has in flight; then, in order, what no other idle server
 * would run sooner; and within limits rather one whose model it has loaded.
 */
export function chooseJob(
  candidates: readonly Candidate[],
  me: Bidder,
  pool: readonly Bidder[],
): Choice {
  const mine = candidates.find(({ inFlightOn }) => inFlightOn === me.name)
  if (mine !== undefined) return { id: mine.id, passedOver: [] }
  if (!me.available) return nothing
  const known = new Set(pool.map(({ name }) => name))
  const near = nearest(candidates, (job) => {
    const isFree = job.inFlightOn === undefined || !known.has(job.inFlightOn)
    return isFree && canRun(me, job, pool) && bestFor(job, pool)?.name === me.name
  })
  const [head] = near
  if (head === undefined) return nothing
  if (head.skips >= mostSkips || head.waitedMs >= longestWaitMs) {
    return { id: head.id, passedOver: [] }
  }
  const index = Math.max(
    0,
    near.findIndex(({ model }) => model !== undefined && model === me.loadedModel),
  )
  return { id: near[index]?.id, passedOver: near.slice(0, index).map(({ id }) => id) }
}

/** The first few that can be taken, all of the first one's priority. Looks no further than it must. */
function nearest(
  candidates: readonly Candidate[],
  isTakeable: (job: Candidate) => boolean,
): readonly Candidate[] {
  const found: Candidate[] = []
  for (const job of candidates) {
    if (found.length === lookAhead) break
    if (found[0] !== undefined && job.priority !== found[0].priority) break
    if (isTakeable(job)) found.push(job)
  }
  return found
}

/**
 * When no server has what the job needs any more, any may refuse it, so that it ends. One that failed it gets it again
 * only if no other is there, idle or not.
 */
function canRun(me: Bidder, job: Candidate, pool: readonly Bidder[]): boolean {
  const able = pool.filter((one) => one.has(job.id))
  const willing = able.length === 0 ? pool : able
  const unburnt = willing.filter((one) => one.available && !job.avoids.includes(one.name))
  return (unburnt.length === 0 ? willing : unburnt).some(({ name }) => name === me.name)
}

function bestFor(job: Candidate, pool: readonly Bidder[]): Bidder | undefined {
  return pool
    .filter((one) => one.available && one.idle && canRun(one, job, pool))
    .map((one) => ({
      one,
      score: (job.model !== undefined && one.loadedModel === job.model ? 60 : 0) - 10 * one.load,
    }))
    .reduce<{ one: Bidder; score: number } | undefined>(
      (best, next) => (best === undefined || next.score > best.score ? next : best),
      undefined,
    )?.one
}
