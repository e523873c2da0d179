import { setTimeout as delay } from 'node:timers/promises'
import type { Api } from './api.ts'
import { type CancelResult, type Dialect, dialects } from './dialect.ts'
import type { Picture } from './picture.ts'

export interface WishPlan {
  readonly key: string
  /** Number of images. Default: one. */
  readonly batch?: number
  /** Whether the batch is a matrix of prompts over a graph, in place of seeds of one prompt. */
  readonly isMatrix?: boolean
  readonly steps: number
  /** The picture that theirs are made from. */
  readonly picture?: Picture
  /** Accepts a refusal as the answer. */
  readonly isModest?: boolean
  /** How it is asked for: batches by the REST API alone, pictures from pictures by that and the Comfy API. Default: REST. */
  readonly dialect?: keyof typeof dialects
}

/** One request of a client that asks until it is answered, always with the same key. */
export class Wish {
  readonly plan: WishPlan
  readonly #api: Api
  readonly #dialect: Dialect
  readonly #ids = new Set<string>()
  readonly #refusals: { status: number; retryAfter: string | null }[] = []
  #isSent = false
  #cancelResult: CancelResult | undefined

  constructor(api: Api, plan: WishPlan) {
    this.#api = api
    this.plan = plan
    this.#dialect = dialects[plan.dialect ?? 'rest']
  }

  /** Every id in the answers: one, if all is well. */
  get ids(): readonly string[] {
    return [...this.#ids]
  }

  get id(): string | undefined {
    return this.ids[0]
  }

  get isBatch(): boolean {
    return this.plan.batch !== undefined
  }

  get cancelResult(): CancelResult | undefined {
    return this.#cancelResult
  }

  get refusals(): readonly { readonly status: number; readonly retryAfter: string | null }[] {
    return this.#refusals
  }

  /** Asks until the request is accepted. */
  async make(signal: AbortSignal): Promise<void> {
    while (!(await this.ask()) && this.plan.isModest !== true)
      await delay(40, undefined, { signal })
  }

  /** Asks once; false when there was no answer, or a refusal. */
  async ask(): Promise<boolean> {
    const { key, picture } = this.plan
    if (picture !== undefined && !(await this.#send(picture))) return false
    const { path, body } = this.#dialect.ask(this.plan)
    const answer = await this.#api
      .post(path, body, { 'idempotency-key': key })
      .catch(() => undefined)
    if (answer === undefined) return false
    const { status, ok } = answer
    const json: unknown = await answer.json().catch(() => undefined)
    const id = this.#dialect.acceptedIn({ status, json })
    if (id !== undefined) {
      this.#ids.add(id)
      return true
    }
    // An answer that breaks off in its middle accepts nothing that is known of.
    if (ok) return false
    this.#refusals.push({ status, retryAfter: answer.headers.get('retry-after') })
    if (status < 429) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`)
    return false
  }

  /** Sends the picture, unless it was sent; false when there was no answer. */
  async #send({ id, bytes }: Picture): Promise<boolean> {
    if (this.#isSent) return true
    const told = await this.#api.upload(bytes)
    if (told !== undefined && told !== id) throw new Error(`The upload ${id} is called ${told}`)
    this.#isSent = told !== undefined
    return this.#isSent
  }

  /** Cancels until the product has answered. */
  async cancel(signal: AbortSignal): Promise<void> {
    const { path, method } = this.#dialect.cancel(this.id ?? '')
    while (this.#cancelResult === undefined) {
      const answer: unknown = await this.#api
        .request(path, { method })
        .then((response) => (response.ok ? response.json() : undefined))
        .catch(() => undefined)
      this.#cancelResult = this.#dialect.cancelledIn(answer)
      if (this.#cancelResult === undefined) await delay(40, undefined, { signal })
    }
  }
}
