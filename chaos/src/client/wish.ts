import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Api } from './api.ts'
import { bodyOf } from './body-of.ts'
import type { Picture } from './picture.ts'

const acceptedSchema = z.union([
  z.object({ request_id: z.string() }).transform(({ request_id }) => request_id),
  z.object({ batch_id: z.string() }).transform(({ batch_id }) => batch_id),
])

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
}

type CancelResult = 'cancelled' | 'requested' | 'too_late'
const cancelledSchema = z.object({ result: z.enum(['cancelled', 'requested', 'too_late']) })

/** One request of a client that asks until it is answered, always with the same key. */
export class Wish {
  readonly plan: WishPlan
  readonly #api: Api
  readonly #ids = new Set<string>()
  readonly #refusals: { status: number; retryAfter: string | null }[] = []
  #isSent = false
  #cancelResult: CancelResult | undefined

  constructor(api: Api, plan: WishPlan) {
    this.#api = api
    this.plan = plan
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
    const { key, batch, picture } = this.plan
    if (picture !== undefined && !(await this.#send(picture))) return false
    const path = batch === undefined ? '/api/generate' : '/api/batch'
    const body = bodyOf(this.plan)
    const answer = await this.#api
      .post(path, body, { 'idempotency-key': key })
      .catch(() => undefined)
    if (answer === undefined) return false
    const json = await answer.json().catch(() => undefined)
    if (answer.status !== 202) {
      this.#refusals.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') })
      if (answer.status < 429) throw new Error(`${path}: ${answer.status} ${JSON.stringify(json)}`)
      return false
    }
    const accepted = acceptedSchema.safeParse(json)
    if (accepted.success) this.#ids.add(accepted.data)
    return accepted.success
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
    while (this.#cancelResult === undefined) {
      const answer = await this.#api
        .request(`/api/generate/${this.id}`, { method: 'DELETE' })
        .then((response) => (response.ok ? response.json() : undefined))
        .catch(() => undefined)
      this.#cancelResult = cancelledSchema.safeParse(answer).data?.result
      if (this.#cancelResult === undefined) await delay(40, undefined, { signal })
    }
  }
}
