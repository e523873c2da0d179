import type { Clock, JsonObject } from '@darkroom/foundation'
import type { JobQueue, Message, Outbox } from '@darkroom/job-queue'
import type { Logger } from 'pino'
import { invalidBody } from '../http/invalid-body.ts'
import { Deliverer } from './deliver.ts'
import { readDestination } from './destination.ts'
import { Endpoints } from './endpoints.ts'
import type { RetryTimings } from './retry-delay.ts'
import { type WebhookNetwork, WebhookSender } from './send-webhook.ts'
import type { Outcome } from './sent-outcome.ts'
import { testBody } from './webhook-body.ts'
import { usualEvents } from './webhook-events.ts'
import { urlObstacle, type WebhookHost } from './webhook-hosts.ts'
import type { JobWebhookBody } from './webhook-schemas.ts'
import { WebhookSecrets } from './webhook-secrets.ts'

export interface WebhooksOptions {
  readonly queue: JobQueue
  readonly hosts: readonly WebhookHost[]
  readonly secrets: readonly string[]
  /** Resolves when what a job made can be asked for. */
  readonly announced: (requestId: string) => Promise<void>
  readonly version: string
  readonly log: Logger
  readonly clock: Clock
  readonly timings: RetryTimings
  readonly timeoutMs: number
  readonly network?: WebhookNetwork | undefined
}

/** Tells others of what happens, where the operator lets it. */
export class Webhooks {
  readonly endpoints: Endpoints
  readonly secrets: WebhookSecrets
  readonly #options: WebhooksOptions

  constructor(options: WebhooksOptions) {
    this.#options = options
    this.endpoints = new Endpoints(options.queue)
    this.secrets = new WebhookSecrets(options.secrets)
  }

  get outbox(): Outbox {
    return this.#options.queue.outbox
  }

  /** Checks that the URL may be told things. `path`: the field that it came in. @throws ProblemError */
  checkUrl(text: string, path: string): void {
    const url = URL.parse(text)
    const message = url === null ? 'must be a URL' : urlObstacle(url, this.#options.hosts)
    if (message !== undefined) throw invalidBody({ path: path.split('.'), message })
  }

  /** What is kept with a job of its webhook. @throws ProblemError */
  ofJob({ url, events = [...usualEvents], secret }: JobWebhookBody): JsonObject {
    this.checkUrl(url, 'webhook.url')
    return { url, events, ...(secret === undefined ? {} : { secret: this.secrets.seal(secret) }) }
  }

  /** Sends the endpoint a message that tells of nothing. */
  async test(id: string): Promise<void> {
    const body = testBody(this.#options.clock.now(), id)
    const to = { endpoint: id }
    await this.outbox.add({ topic: 'webhook.test', about: id, lane: `${id} test`, to, body })
  }

  /**
   * Delivers what is pending, and what comes, until a signal aborts: for the one process whose turn it is. `enough` lets what is
   * under way end by itself. Resolves when nothing is.
   */
  async deliver(signal: AbortSignal, enough: AbortSignal): Promise<void> {
    const { queue, clock, timings, timeoutMs, version, network, log } = this.#options
    await using sender = new WebhookSender({ version, now: clock.now, timeoutMs, network })
    const deliverer = new Deliverer(
      {
        queue,
        send: (message, during) => this.#send(sender, message, during),
        onGone: (message) => this.#disable(message),
        onFailure: (error, id) => log.error({ err: error, id }, 'A webhook could not be sent'),
        clock,
        timings,
        random: Math.random,
      },
      { signal, enough },
    )
    await deliverer.run()
  }

  async #send(sender: WebhookSender, message: Message, signal: AbortSignal): Promise<Outcome> {
    const address = this.#addressOf(message)
    if (typeof address === 'string') return { result: 'gone', error: address, isAway: false }
    const url = URL.parse(address.url)
    const isAllowed = url !== null && urlObstacle(url, this.#options.hosts) === undefined
    if (!isAllowed) return { result: 'gone', error: 'not-allowed', isAway: false }
    if (message.topic === 'job.completed' && message.about !== undefined) {
      await this.#options.announced(message.about)
    }
    return sender.send({ id: message.id, body: message.body, ...address }, signal)
  }

  /** Where the message goes, and what signs it; or why it goes nowhere. */
  #addressOf({
    to,
    topic,
  }: Message): { readonly url: string; readonly secrets: readonly string[] } | string {
    const destination = readDestination(to)
    if (destination === undefined) return 'unknown'
    const found = 'endpoint' in destination ? this.endpoints.get(destination.endpoint) : destination
    if (found === undefined) return 'removed'
    if ('enabled' in found && !found.enabled && topic !== 'webhook.test') return 'disabled'
    const { url, secret } = found
    if (secret === undefined) return { url, secrets: this.secrets.own }
    const opened = this.secrets.open(secret)
    return opened === undefined ? 'secret-unreadable' : { url, secrets: [opened] }
  }

  /** A receiver that is gone for good hears of nothing more. */
  async #disable({ to }: Message): Promise<void> {
    const destination = readDestination(to)
    const endpoint =
      destination !== undefined && 'endpoint' in destination
        ? this.endpoints.get(destination.endpoint)
        : undefined
    if (endpoint?.enabled !== true) return
    await this.endpoints.save({ ...endpoint, enabled: false, gone: true })
    this.#options.log.warn({ webhook: endpoint.id }, 'A webhook answered 410 and was disabled')
  }
}
