import type { ConnectionOptions } from 'node:tls'
import { createTimeLimit, errorCode } from '@darkroom/foundation'
import {
  type Address,
  publicLookup,
  type Resolve,
  systemResolve,
  UrlFailedError,
  UrlRefusedError,
} from '@darkroom/input-pictures'
import { Webhook } from 'standardwebhooks'
import { Agent, request } from 'undici'
import { type Outcome, outcomeOf } from './sent-outcome.ts'

/** How names are resolved, where an address is reached, and whose certificates are trusted: for tests. */
export interface WebhookNetwork {
  readonly resolve?: Resolve
  readonly route?: (address: Address) => Address
  readonly ca?: ConnectionOptions['ca']
}

export interface Letter {
  readonly id: string
  readonly url: string
  readonly body: string
  /** Each signs: while secrets change, a receiver knows one of them. */
  readonly secrets: readonly string[]
}

export interface SenderOptions {
  readonly version: string
  readonly now: () => number
  /** Milliseconds for all of a try. */
  readonly timeoutMs: number
  readonly network?: WebhookNetwork | undefined
}

/** The most bytes of an answer that are read before its connection is closed; nothing of it is kept. */
const mostOfAnswer = 64 * 1024

/** Sends messages as Standard Webhooks says. */
export class WebhookSender implements AsyncDisposable {
  readonly #options: SenderOptions
  readonly #open: Agent
  readonly #loopback: Agent

  constructor(options: SenderOptions) {
    const { network = {}, timeoutMs: timeout } = options
    const { resolve = systemResolve, route, ca } = network
    const limits = { headersTimeout: timeout, bodyTimeout: timeout, allowH2: false, connections: 8 }
    this.#options = options
    // The connection goes to the very address that was looked at, and to no proxy.
    const lookup = publicLookup(resolve, route)
    this.#open = new Agent({ ...limits, connect: { lookup, timeout, ...(ca ? { ca } : {}) } })
    this.#loopback = new Agent({ ...limits, connect: { timeout } })
  }

  /** One try: never throws but for the signal. Where the URL may lead was checked before. */
  async send({ id, url, body, secrets }: Letter, signal: AbortSignal): Promise<Outcome> {
    const { now, timeoutMs, version } = this.#options
    const at = new Date(now())
    using limit = createTimeLimit(timeoutMs, signal)
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: url.startsWith('https:') ? this.#open : this.#loopback,
        headers: {
          'content-type': 'application/json',
          'user-agent': `darkroom/${version}`,
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': secrets
            .map((secret) => new Webhook(secret).sign(id, at, body))
            .join(' '),
        },
        body,
        signal: limit.signal,
      })
      const { 'retry-after': retryAfter } = answer.headers
      // Its status is the answer, whatever comes behind it.
      await answer.body.dump({ limit: mostOfAnswer, signal: limit.signal }).catch(() => undefined)
      return outcomeOf(answer.statusCode, typeof retryAfter === 'string' ? retryAfter : undefined)
    } catch (error) {
      signal.throwIfAborted()
      return { result: 'failed', error: wordFor(error, limit.isExpired), isAway: true }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#open.destroy(), this.#loopback.destroy()])
  }
}

/** What went wrong, in a word that tells nothing of addresses. */
const wordFor = (error: unknown, isLate: boolean): string => {
  const own = causeOf(error)
  if (own !== undefined) return own.reason
  return isLate || /TIMEOUT/.test(errorCode(error)) ? 'timeout' : 'unreachable'
}

const causeOf = (error: unknown): UrlRefusedError | UrlFailedError | undefined => {
  if (error instanceof UrlRefusedError || error instanceof UrlFailedError) return error
  if (error instanceof AggregateError) return error.errors.map(causeOf).find(Boolean)
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : undefined
}
