import type { OracleEntry } from './oracle-log.ts'

const ends = new Set(['finish', 'error', 'interrupted', 'delete'])

/** The runs of our jobs on one server, by its own log. */
export class Runs {
  readonly #jobOf: ReadonlyMap<string, string>
  readonly #strangers: ReadonlySet<string>
  readonly #finished = new Map<string, number>()
  readonly #repeated: string[] = []
  readonly #beside: string[] = []
  readonly #unknown: string[] = []
  #live: readonly string[] = []
  #boot = 0
  #enqueued = 0

  constructor(
    log: readonly OracleEntry[],
    { jobOf, strangers }: { jobOf: ReadonlyMap<string, string>; strangers: ReadonlySet<string> },
  ) {
    this.#jobOf = jobOf
    this.#strangers = strangers
    for (const entry of log) this.#read(entry)
  }

  get enqueued(): number {
    return this.#enqueued
  }

  /** Completed runs of a job in one life of the server, beyond the first. */
  get repeated(): readonly string[] {
    return this.#repeated
  }

  /** Prompts enqueued while an earlier copy still waited or ran. */
  get beside(): readonly string[] {
    return this.#beside
  }

  /** Prompts of no job and of no stranger. */
  get unknown(): readonly string[] {
    return this.#unknown
  }

  #read({ boot, event, promptId }: OracleEntry): void {
    if (boot !== this.#boot) {
      this.#boot = boot
      this.#live = []
      this.#finished.clear()
    }
    if (promptId === undefined || this.#strangers.has(promptId)) return
    const job = this.#jobOf.get(promptId)
    if (event === 'enqueue') this.#enqueue(promptId, job)
    if (job === undefined) return
    if (ends.has(event)) this.#live = this.#live.toSpliced(this.#live.indexOf(job) >>> 0, 1)
    if (event === 'finish') this.#finish(job)
  }

  #enqueue(promptId: string, job: string | undefined): void {
    this.#enqueued += 1
    if (job === undefined) this.#unknown.push(promptId)
    else if (this.#live.includes(job)) this.#beside.push(`${job} in life ${this.#boot}`)
    this.#live = [...this.#live, job ?? promptId]
  }

  #finish(job: string): void {
    const runs = (this.#finished.get(job) ?? 0) + 1
    this.#finished.set(job, runs)
    if (runs > 1) this.#repeated.push(`${job} in life ${this.#boot}, run ${runs}`)
  }
}
