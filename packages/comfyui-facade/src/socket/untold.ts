/** A job that ended while its client had no socket. */
export interface UntoldJob {
  readonly id: string
  /** Whether the client was told that it began. */
  readonly isStartTold: boolean
}

/** Clients that are remembered, and jobs of each; the oldest go. */
const most = { clients: 1000, jobs: 200, told: 10_000 }

/** What clients do not know yet of the ends of their jobs. */
export class Untold {
  readonly #jobs = new Map<string, readonly UntoldJob[]>()
  /** Jobs of whose end their clients were told. */
  readonly #told = new Set<string>()

  add(client: string, job: UntoldJob): void {
    const jobs = [...(this.#jobs.get(client) ?? []), job].slice(-most.jobs)
    this.#jobs.delete(client)
    this.#jobs.set(client, jobs)
    dropOldest(this.#jobs, most.clients)
  }

  /** The jobs of which a client has to be told, oldest first; they count as told then. */
  take(client: string): readonly UntoldJob[] {
    const jobs = this.#jobs.get(client) ?? []
    this.#jobs.delete(client)
    for (const { id } of jobs) this.markTold(id)
    return jobs
  }

  markTold(id: string): void {
    this.#told.add(id)
    dropOldest(this.#told, most.told)
  }

  isTold(id: string): boolean {
    return this.#told.has(id)
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
