import type { OracleEntry } from './oracle-log.ts'

const ends = new Set(['finish', 'error', 'interrupted', 'delete'])

/** A prompt that came again. */
export interface Excess {
  readonly what: string
  /** When it came, in milliseconds since the epoch. */
  readonly at: number
}

/** The runs of our jobs on one server, by its own log. */
export class Runs {
  readonly #jobOf: ReadonlyMap<string, string>
  readonly #strangers: ReadonlySet<string>
  readonly #finished = new Map<string, number>()
  /** When the newest prompt of a job came. */
  readonly #cameAt = new Map<string, number>()
  readonly #repeated: Excess[] = []
  readonly #beside: Excess[] = []
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
  get repeated(): readonly Excess[] {
    return this.#repeated
  }

  /** Prompts enqueued while an earlier copy still waited or ran. */
  get beside(): readonly Excess[] {
    return this.#beside
  }

  /** Prompts of no job and of no stranger. */
  get unknown(): readonly string[] {
    return this.#unknown
  }

  #read({ boot, event, promptId, at }: OracleEntry): void {
    if (boot !== this.#boot) {
      this.#boot = boot
      this.#live = []
      this.#finished.clear()
    }
    if (promptId === undefined || this.#strangers.has(promptId)) return
    const job = this.#jobOf.get(promptId)
    if (event === 'enqueue') this.#enqueue(promptId, { job, at })
    if (job === undefined) return
    if (ends.has(event)) this.#live = this.#live.toSpliced(this.#live.indexOf(job) >>> 0, 1)
    if (event === 'finish') this.#finish(job)
  }

  #enqueue(
    promptId: string,
    { job, at }: { readonly job: string | undefined; readonly at: number },
  ): void {
    this.#enqueued += 1
    if (job === undefined) this.#unknown.push(promptId)
    else if (this.#live.includes(job)) {
      this.#beside.push({ what: `${job}, still live, in life ${this.#boot}`, at })
    }
    this.#cameAt.set(job ?? promptId, at)
    this.#live = [...this.#live, job ?? promptId]
  }

  #finish(job: string): void {
    const runs = (this.#finished.get(job) ?? 0) + 1
    this.#finished.set(job, runs)
    if (runs === 1) return
    const at = this.#cameAt.get(job) ?? 0
    this.#repeated.push({ what: `${job}, run ${runs} in life ${this.#boot}`, at })
  }
}
