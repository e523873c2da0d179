import { setTimeout as delay } from 'node:timers/promises'
import { type Api, isTerminal } from './api.ts'
import type { Wish } from './wish.ts'

/** Tries to remove every upload, again and again: as long as a job needs it, it has to stay. */
export class UploadRemover implements AsyncDisposable {
  readonly #api: Api
  readonly #wishes: () => readonly Wish[]
  readonly #stop = new AbortController()
  readonly #working: Promise<void>
  readonly #removed = new Set<string>()
  readonly #tooEarly: string[] = []
  #refusals = 0

  constructor(api: Api, wishes: () => readonly Wish[]) {
    this.#api = api
    this.#wishes = wishes
    this.#working = this.#run()
  }

  /** How often an upload was kept because a job needs it. */
  get refusals(): number {
    return this.#refusals
  }

  /** Uploads that went although jobs still needed them. */
  get tooEarly(): readonly string[] {
    return this.#tooEarly
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#working
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const ids = new Set(this.#wishes().flatMap(({ plan }) => plan.picture?.id ?? []))
      for (const id of ids.difference(this.#removed)) await this.#try(id).catch(() => undefined)
      await delay(200)
    }
  }

  /** Who still asks for a picture from it has to find it. */
  async #try(id: string): Promise<void> {
    const users = this.#wishes().filter(({ plan }) => plan.picture?.id === id)
    if (users.some((wish) => wish.id === undefined)) return
    const { status } = await this.#api.request(`/api/uploads/${id}`, { method: 'DELETE' })
    if (status === 409) this.#refusals += 1
    if (status !== 204 && status !== 200) return
    this.#removed.add(id)
    for (const wish of users) {
      for (const jobId of await this.#jobIdsOf(wish)) {
        const job = await this.#api.job(jobId)
        if (!isTerminal(job)) this.#tooEarly.push(`${id} of ${jobId}, which is ${job.status}`)
      }
    }
  }

  async #jobIdsOf({ id = '', isBatch }: Wish): Promise<readonly string[]> {
    return isBatch ? (await this.#api.batch(id)).job_ids : [id]
  }
}
