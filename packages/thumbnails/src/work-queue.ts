import type { DecodeJob } from './decode-job.ts'
import type { Priority } from './thumbnailer.ts'

function comesFirst(a: DecodeJob, b: DecodeJob): boolean {
  if (a.priority !== b.priority) return a.priority === 'interactive'
  return a.priority === 'interactive' ? a.asked > b.asked : a.asked < b.asked
}

/** Waiting jobs: interactive ones first, the last asked before the others; then background ones in order. */
export class WorkQueue {
  readonly #waiting = new Set<DecodeJob>()

  add(job: DecodeJob): void {
    this.#waiting.add(job)
  }

  delete(job: DecodeJob): boolean {
    return this.#waiting.delete(job)
  }

  /** Takes the best acceptable job. */
  take(isAcceptable: (job: DecodeJob) => boolean = () => true): DecodeJob | undefined {
    let best: DecodeJob | undefined
    for (const job of this.#waiting) {
      if (!isAcceptable(job)) continue
      if (best === undefined || comesFirst(job, best)) best = job
    }
    if (best !== undefined) this.#waiting.delete(best)
    return best
  }

  takeAll(): readonly DecodeJob[] {
    const all = [...this.#waiting]
    this.#waiting.clear()
    return all
  }

  count(priority: Priority): number {
    let count = 0
    for (const job of this.#waiting) if (job.priority === priority) count++
    return count
  }
}
