import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Api } from './api.ts'
import type { Wish } from './wish.ts'

const queueSchema = z.object({
  queue_running: z.array(z.tuple([z.number(), z.string()]).rest(z.unknown())),
  queue_pending: z.array(z.tuple([z.number(), z.string()]).rest(z.unknown())),
})
const historySchema = z.record(
  z.string(),
  z.object({ status: z.object({ status_str: z.string() }) }),
)

/** Looks for every prompt in the queue, then in the history, as clients do: one that is in neither has gone missing for them. */
export class PromptWatcher implements AsyncDisposable {
  readonly #api: Api
  readonly #wishes: () => readonly Wish[]
  readonly #life: () => number
  readonly #stop = new AbortController()
  readonly #watching: Promise<void>
  readonly #missing: string[] = []
  readonly #ends = new Map<string, string>()
  #looks = 0

  constructor(api: Api, { wishes, life }: { wishes: () => readonly Wish[]; life: () => number }) {
    this.#api = api
    this.#wishes = wishes
    this.#life = life
    this.#watching = this.#run()
  }

  /** How often a prompt was found. */
  get looks(): number {
    return this.#looks
  }

  get missing(): readonly string[] {
    return this.#missing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#watching
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#look().catch(() => undefined)
      await delay(60)
    }
  }

  async #look(): Promise<void> {
    const ids = this.#wishes().flatMap(({ plan, id }) =>
      plan.dialect === 'comfyui' && id !== undefined ? [id] : [],
    )
    const life = this.#life()
    const queue = queueSchema.parse(await this.#json('/queue'))
    const queued = new Set(
      [...queue.queue_running, ...queue.queue_pending].map(([, promptId]) => promptId),
    )
    for (const id of ids) {
      const history = historySchema.parse(await this.#json(`/history/${id}`))
      // What ended in a life that is over may run again in the next, until its end is durable.
      if (this.#life() !== life) return
      this.#looks += 1
      const status = history[id]?.status.status_str
      if (status === undefined && !queued.has(id)) this.#missing.push(`${id} is in no list`)
      const before = this.#ends.get(id)
      if (before !== undefined && before !== status)
        this.#missing.push(`${id} was ${before} and is ${status}`)
      if (status !== undefined) this.#ends.set(id, status)
    }
  }

  async #json(path: string): Promise<unknown> {
    const answer = await this.#api.request(path)
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return answer.json()
  }
}
