import type { Metrics } from './metrics.ts'

type Note = (metrics: Metrics) => void

/**
 * Metrics whose library is loaded when the server is ready, for a start has no use for it. What is to be counted before waits for it,
 * so that nothing is missed.
 */
export class LateMetrics {
  readonly #create: () => Promise<Metrics>
  #loading: Promise<Metrics> | undefined
  #metrics: Metrics | undefined
  #waiting: Note[] = []

  constructor(create: () => Promise<Metrics>) {
    this.#create = create
  }

  note(note: Note): void {
    if (this.#metrics === undefined) this.#waiting.push(note)
    else note(this.#metrics)
  }

  load(): Promise<Metrics> {
    this.#loading ??= this.#load()
    return this.#loading
  }

  async #load(): Promise<Metrics> {
    const metrics = await this.#create()
    for (const note of this.#waiting) note(metrics)
    this.#waiting = []
    this.#metrics = metrics
    return metrics
  }
}
