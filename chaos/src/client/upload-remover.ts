import { setTimeout as delay } from 'node:timers/promises'
import type { Api } from './api.ts'
import type { Wish } from './wish.ts'

/** An upload that is gone, and the jobs that were to be given it. */
export interface Removal {
  readonly upload: string
  readonly jobIds: readonly string[]
  /** Milliseconds since the epoch at which it was known to be gone. */
  readonly at: number
}

/** Tries to remove every upload, again and again: as long as a job needs it, it has to stay. */
export class UploadRemover implements AsyncDisposable {
  readonly #api: Api
  readonly #wishes: () => readonly Wish[]
  readonly #stop = new AbortController()
  readonly #working: Promise<void>
  readonly #removals = new Map<string, Removal>()
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

  get removals(): readonly Removal[] {
    return [...this.#removals.values()]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#working
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const ids = new Set(this.#wishes().flatMap(({ plan }) => plan.picture?.id ?? []))
      for (const id of ids) if (!this.#removals.has(id)) await this.#try(id).catch(() => undefined)
      await delay(200)
    }
  }

  /** Who still asks for a picture from it has to find it. */
  async #try(id: string): Promise<void> {
    const users = this.#wishes().filter(({ plan }) => plan.picture?.id === id)
    if (users.some((wish) => wish.id === undefined)) return
    const jobIds = (await Promise.all(users.map((wish) => this.#jobIdsOf(wish)))).flat()
    const { status } = await this.#api.request(`/api/uploads/${id}`, { method: 'DELETE' })
    if (status === 409) this.#refusals += 1
    if (status === 204 || status === 200) {
      this.#removals.set(id, { upload: id, jobIds, at: Date.now() })
    }
  }

  async #jobIdsOf({ id = '', isBatch }: Wish): Promise<readonly string[]> {
    return isBatch ? (await this.#api.batch(id)).job_ids : [id]
  }
}
