/** A job that ended while its client had no socket. */
export interface UntoldJob {
  readonly id: string
  /** What the client was told of how it began. */
  readonly told: ReadonlySet<string>
}

/** Clients that are remembered, and jobs of each; the oldest go. */
const most = { clients: 1000, jobs: 200, settled: 10_000 }

/** What clients do not know yet of the ends of their jobs. */
export class Untold {
  readonly #jobs = new Map<string, readonly UntoldJob[]>()
  /** Jobs whose end was told, or is kept to be told: the same end may be heard of more than once. */
  readonly #settled = new Set<string>()

  add(client: string, job: UntoldJob): void {
    const jobs = [...(this.#jobs.get(client) ?? []), job].slice(-most.jobs)
    this.#jobs.delete(client)
    this.#jobs.set(client, jobs)
    dropOldest(this.#jobs, most.clients)
    this.settle(job.id)
  }

  /** The jobs of which a client has to be told, oldest first; they count as told then. */
  take(client: string): readonly UntoldJob[] {
    const jobs = this.#jobs.get(client) ?? []
    this.#jobs.delete(client)
    return jobs
  }

  settle(id: string): void {
    this.#settled.add(id)
    dropOldest(this.#settled, most.settled)
  }

  isSettled(id: string): boolean {
    return this.#settled.has(id)
  }
}

function dropOldest(
  all: { readonly size: number; keys(): Iterator<string>; delete(key: string): boolean },
  limit: number,
): void {
  for (const keys = all.keys(); all.size > limit; ) {
    const { value, done } = keys.next()
    if (done === true) return
    all.delete(value)
  }
}
