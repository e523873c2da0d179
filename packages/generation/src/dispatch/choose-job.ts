/** A waiting job, as far as choosing needs it. */
export interface Candidate {
  readonly id: string
  readonly priority: number
  readonly model: string | undefined
  /** Server that may still have an attempt of the job. */
  readonly inFlightOn: string | undefined
  /** Servers that failed the job. */
  readonly avoids: readonly string[]
  readonly waitedMs: number
  /** How often a job behind this one was taken first. */
  readonly skips: number
}

/** A server that could take work, as far as choosing needs it. */
export interface Bidder {
  readonly name: string
  /** The server answers, is not draining and not stuck. */
  readonly available: boolean
  /** The server runs none of our jobs. */
  readonly idle: boolean
  /** Number of other people's prompts on the server. */
  readonly load: number
  readonly loadedModel: string | undefined
  /** Whether the server has all that the job needs, as far as is known. */
  has(jobId: string): boolean
}

export interface Choice {
  readonly id: string | undefined
  /** Jobs that stood before the chosen one. */
  readonly passedOver: readonly string[]
}

/** A server looks among this many jobs of equal priority for one whose model it has loaded. */
const lookAhead = 8
const mostSkips = 8
const longestWaitMs = 30_000

const nothing: Choice = { id: undefined, passedOver: [] }

/**
 * Chooses the waiting job that a server takes: first one that it already has in flight; then, in order, one that no
 * other idle server would run sooner; within limits, one whose model it has loaded.
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

/** The first few jobs that can be taken, all of the first one's priority. Looks no further than needed. */
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
 * Whether the server may run the job. A job that no server has the files for may go to any, so that it is refused and
 * ends. A server that failed the job gets it again only if there is no other, idle or not.
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
