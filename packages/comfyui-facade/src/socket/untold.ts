/** A job that ended, of which its client may not know yet. */
export interface UntoldJob {
  readonly id: string
  /** What the client was told of how it began. */
  readonly told: ReadonlySet<string>
}

/** Clients that are remembered, and jobs of each; the oldest go. */
const most = { clients: 1000, jobs: 200, settled: 10_000 }

/** What clients may not know yet of the ends of their jobs. */
export class Untold {
  readonly #jobs = new Map<string, readonly UntoldJob[]>()
  /** Jobs whose end was told, or is kept to be told: the same end may be heard of more than once. */
  readonly #settled = new Set<string>()

  add(client: string, job: UntoldJob): void {
    const jobs = [...(this.#jobs.get(client) ?? []), job].slice(-most.jobs)
    this.#jobs.delete(client)
    this.#jobs.set(client, jobs)
    dropOldest(this.#jobs, most.clients)
    this.#settled.add(job.id)
    dropOldest(this.#settled, most.settled)
  }

  /** The jobs of which a client has to be told, oldest first. */
  of(client: string): readonly UntoldJob[] {
    return this.#jobs.get(client) ?? []
  }

  /** The client has heard how the job ended. */
  remove(client: string, id: string): void {
    const jobs = this.of(client).filter((job) => job.id !== id)
    if (jobs.length === 0) this.#jobs.delete(client)
    else this.#jobs.set(client, jobs)
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
