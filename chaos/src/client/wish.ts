import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Api } from './api.ts'
import { uploadToComfyui } from './comfyui-dialect.ts'
import { type CancelResult, type Dialect, dialects } from './dialect.ts'
import type { Picture } from './picture.ts'
import { sdks } from './sdk/sdks.ts'

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
  /** The id of the client whose socket hears of it, in ComfyUI's dialect. */
  readonly client?: string
  /** The program that asks for it in ComfyUI's dialect, in place of ours. */
  readonly sdk?: keyof typeof sdks
  /** The desk of the world that it is asked for at, in ComfyUI's dialect. Default 0. */
  readonly desk?: number
}

/** One request of a client that asks until it is answered, always with the same key. */
export class Wish {
  readonly plan: WishPlan
  readonly #api: Api
  /** By which it is known in ComfyUI's dialect. */
  readonly promptId: string = randomUUID()
  readonly #closing: AbortSignal
  readonly #dialect: Dialect
  readonly #ids = new Set<string>()
  readonly #refusals: { status: number; retryAfter: string | null }[] = []
  #isSent = false
  #imageName: string | undefined
  #cancelResult: CancelResult | undefined
  #pictures: readonly string[] | undefined

  /** `closing` aborts when its world ends. */
  constructor(api: Api, plan: WishPlan, { closing }: { readonly closing: AbortSignal }) {
    this.#api = api
    this.#closing = closing
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

  /** The addresses of its pictures, as the program that asked for it was told. */
  get pictures(): readonly string[] | undefined {
    return this.#pictures
  }

  get cancelResult(): CancelResult | undefined {
    return this.#cancelResult
  }

  get refusals(): readonly { readonly status: number; readonly retryAfter: string | null }[] {
    return this.#refusals
  }

  /** Asks until the request is accepted. */
  async make(signal: AbortSignal): Promise<void> {
    const { sdk } = this.plan
    if (sdk !== undefined) {
      const either = AbortSignal.any([signal, this.#closing])
      this.#pictures = await sdks[sdk](this, { url: this.#api.url, signal: either })
      return
    }
    while (!(await this.ask()) && this.plan.isModest !== true)
      await delay(40, undefined, { signal })
  }

  /** Asks once; false when there was no answer, or a refusal. */
  async ask(): Promise<boolean> {
    const { key, picture } = this.plan
    if (picture !== undefined && !(await this.#send(picture))) return false
    const known = { promptId: this.promptId, imageName: this.#imageName }
    const { path, body } = this.#dialect.ask(this.plan, known)
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

  /** Another program has asked for it, and this is the id in its answer. */
  hear(id: string): void {
    this.#ids.add(id)
  }

  /** Sends the picture, unless it was sent; false when there was no answer. */
  async #send(picture: Picture): Promise<boolean> {
    if (this.#isSent) return true
    const { id, bytes } = picture
    if (this.plan.dialect === 'comfyui') {
      this.#imageName = await uploadToComfyui(this.#api, picture)
      this.#isSent = this.#imageName !== undefined
      return this.#isSent
    }
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
