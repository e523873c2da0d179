import type { JobProgress } from '../job/job-view.ts'
import type { Moment } from './to-job-view.ts'

/** Passing news of a job, not recorded. */
export type Hint =
  | { readonly type: 'progress'; readonly requestId: string; readonly progress: JobProgress }
  | { readonly type: 'preview'; readonly requestId: string; readonly dataUrl: string }
  | { readonly type: 'position'; readonly requestId: string; readonly position: number }

/** The present progress of the running jobs, and its listeners. */
export class ProgressBoard {
  readonly #moments = new Map<string, Moment>()
  readonly #listeners = new Set<(hint: Hint) => void>()

  moment(requestId: string): Moment | undefined {
    return this.#moments.get(requestId)
  }

  get moments(): ReadonlyMap<string, Moment> {
    return this.#moments
  }

  set(requestId: string, moment: Moment): void {
    const before = this.#moments.get(requestId)
    this.#moments.set(requestId, moment)
    if (before?.progress !== moment.progress) {
      this.#tell({ type: 'progress', requestId, progress: moment.progress })
    }
  }

  preview(requestId: string, dataUrl: () => string): void {
    if (this.#listeners.size > 0) this.#tell({ type: 'preview', requestId, dataUrl: dataUrl() })
  }

  end(requestId: string): void {
    this.#moments.delete(requestId)
  }

  /** Returns the function that unsubscribes. */
  subscribe(listener: (hint: Hint) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(hint: Hint): void {
    for (const listener of [...this.#listeners]) listener(hint)
  }
}
