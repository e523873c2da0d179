import type { ComfyEvent } from '@darkroom/comfy-client'
import type { JobProgress, JobStage } from '../job/job-view.ts'
import type { Moment } from './to-job-view.ts'

/** Passing news of a job, not recorded. */
export type Hint =
  | { readonly type: 'progress'; readonly requestId: string; readonly progress: JobProgress }
  | { readonly type: 'preview'; readonly requestId: string; readonly dataUrl: string }
  | { readonly type: 'position'; readonly requestId: string; readonly position: number }

/** What a server says of a job that it runs, as it is. */
export interface ServerNews {
  readonly type: 'server'
  readonly requestId: string
  readonly event: ComfyEvent
}

/** What a listener to the board hears. `waiting`: what jobs wait for may have changed. */
export type BoardNews = Hint | ServerNews | { readonly type: 'waiting' }

interface BoardOptions {
  readonly onStage?: (requestId: string, stage: JobStage) => void
}

/** The present progress of the running jobs, and its listeners. */
export class ProgressBoard {
  readonly #moments = new Map<string, Moment>()
  readonly #listeners = new Set<(news: BoardNews) => void>()
  readonly #onStage: (requestId: string, stage: JobStage) => void

  /** `onStage`: told of each stage that a running job comes to. */
  constructor({ onStage = () => undefined }: BoardOptions = {}) {
    this.#onStage = onStage
  }

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
    if (before?.stage === moment.stage) return
    this.#onStage(requestId, moment.stage)
    this.waitingChanged()
  }

  /** It is encoded once, and not before somebody reads it: most listeners want no previews, or have them from the server's events. */
  preview(requestId: string, encode: () => string): void {
    let encoded: string | undefined
    this.#tell({
      type: 'preview',
      requestId,
      get dataUrl() {
        encoded ??= encode()
        return encoded
      },
    })
  }

  server(requestId: string, event: ComfyEvent): void {
    this.#tell({ type: 'server', requestId, event })
  }

  /** Says that jobs may wait for something else now: servers, disk or queue have changed. */
  waitingChanged(): void {
    this.#tell({ type: 'waiting' })
  }

  end(requestId: string): void {
    this.#moments.delete(requestId)
  }

  /** Returns the function that unsubscribes. */
  subscribe(listener: (news: BoardNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(news: BoardNews): void {
    for (const listener of [...this.#listeners]) listener(news)
  }
}
