import type { DecodeJob } from './decode-job.ts'

/**
 * The turn to decode a huge image, which takes hundreds of megabytes: one job has it at a time, in whichever process it runs. What
 * somebody waits for comes before what is made ahead, and each in the order of asking.
 */
export class Turn {
  #holder: DecodeJob | undefined
  readonly #waiting = new Map<DecodeJob, () => void>()

  /** Calls `go` as soon as the job has the turn, which may be at once. */
  ask(job: DecodeJob, go: () => void): void {
    this.#waiting.set(job, go)
    this.#pass()
  }

  /** Takes the turn, or the wish for it, from a job that has ended; nothing when it has neither. */
  giveBack(job: DecodeJob): void {
    this.#waiting.delete(job)
    if (this.#holder === job) this.#holder = undefined
    this.#pass()
  }

  #pass(): void {
    if (this.#holder !== undefined) return
    const jobs = [...this.#waiting.keys()]
    const next = jobs.find(({ priority }) => priority === 'interactive') ?? jobs[0]
    if (next === undefined) return
    const go = this.#waiting.get(next)
    this.#waiting.delete(next)
    this.#holder = next
    go?.()
  }
}
