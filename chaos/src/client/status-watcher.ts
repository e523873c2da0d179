import { setTimeout as delay } from 'node:timers/promises'
import { type Api, isTerminal } from './api.ts'

/** Polls all jobs: an end, once told, must stay, and so must a job, once seen. */
export class StatusWatcher implements AsyncDisposable {
  readonly #api: Api
  readonly #stop = new AbortController()
  readonly #watching: Promise<void>
  readonly #ends = new Map<string, string>()
  readonly #seen = new Set<string>()
  readonly #contradictions: string[] = []
  readonly #pauseMs: number
  #looks = 0

  constructor(api: Api, { pauseMs }: { readonly pauseMs: number }) {
    this.#api = api
    this.#pauseMs = pauseMs
    this.#watching = this.#run()
  }

  get looks(): number {
    return this.#looks
  }

  get contradictions(): readonly string[] {
    return this.#contradictions
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#watching
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#look().catch(() => undefined)
      await delay(this.#pauseMs)
    }
  }

  async #look(): Promise<void> {
    const jobs = await this.#api.jobs()
    this.#looks += 1
    const present = new Set(jobs.map(({ request_id }) => request_id))
    for (const id of this.#seen) {
      if (!present.has(id)) this.#contradictions.push(`${id} is no longer listed`)
    }
    for (const job of jobs) {
      const { request_id: id, status } = job
      this.#seen.add(id)
      const end = this.#ends.get(id)
      if (end !== undefined && end !== status) {
        this.#contradictions.push(`${id} was ${end} and is ${status}`)
      }
      if (isTerminal(job)) this.#ends.set(id, status)
    }
  }
}
