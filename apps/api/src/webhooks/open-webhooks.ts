import { systemClock } from '@darkroom/foundation'
import type { Generation } from '@darkroom/generation'
import { type JobQueue, type QueueRules, whileClaimed } from '@darkroom/job-queue'
import type { Logger } from 'pino'
import type { Config } from '../config/config-schema.ts'
import { type RetryTimings, usualTimings } from './retry-delay.ts'
import type { WebhookNetwork } from './send-webhook.ts'
import type { Webhooks } from './webhooks.ts'

/** For tests. */
export interface WebhookHooks {
  readonly timings?: Partial<RetryTimings>
  readonly timeoutMs?: number
  readonly network?: WebhookNetwork
}

/** Milliseconds of one try. */
const usualTimeout = 10_000

/** Milliseconds that tries under way have when we stop. */
const graceMs = 2_000

type WebhookConfig = Pick<Config, 'WEBHOOK_HOSTS' | 'WEBHOOK_SECRET'>

const isOn = ({ WEBHOOK_HOSTS }: WebhookConfig): boolean => WEBHOOK_HOSTS.length > 0

/** What the queue notes of each change, where webhooks are on. */
export const messagesOf = async (
  config: WebhookConfig,
  log: Logger,
): Promise<Pick<QueueRules, 'messagesOf'>> => {
  if (!isOn(config)) return {}
  const { messagesOf } = await import('./messages-of.ts')
  return {
    messagesOf: (happening) => {
      try {
        return messagesOf(happening)
      } catch (error) {
        // Nobody is told, but the job goes on.
        log.error({ err: error, job: happening.job?.id }, 'A webhook could not be written')
        return []
      }
    },
  }
}

/** Loaded only where webhooks are on. */
export const openWebhooks = async ({
  config,
  queue,
  generation,
  version,
  log,
  hooks = {},
}: {
  readonly config: WebhookConfig
  readonly queue: JobQueue
  readonly generation: Pick<Generation, 'announced'>
  readonly version: string
  readonly log: Logger
  readonly hooks: WebhookHooks | undefined
}): Promise<Webhooks | undefined> => {
  if (!isOn(config)) return undefined
  const { Webhooks } = await import('./webhooks.ts')
  return new Webhooks({
    queue,
    hosts: config.WEBHOOK_HOSTS,
    secrets: config.WEBHOOK_SECRET,
    announced: (requestId) => generation.announced(requestId),
    version,
    log,
    clock: systemClock,
    timings: { ...usualTimings, ...hooks.timings },
    timeoutMs: hooks.timeoutMs ?? usualTimeout,
    network: hooks.network,
  })
}

/**
 * Delivers whenever it has the turn to among the processes that share the queue, until what it returns is called; that resolves
 * when nothing is under way any more.
 */
export const deliverWebhooks = (
  webhooks: Webhooks | undefined,
  { queue, log }: { readonly queue: Pick<JobQueue, 'claim'>; readonly log: Logger },
): (() => Promise<void>) => {
  const [enough, now] = [new AbortController(), new AbortController()]
  let isOurTurn = false
  const work = async (turn: AbortSignal): Promise<void> => {
    isOurTurn = true
    await webhooks?.deliver(turn, enough.signal).finally(() => {
      isOurTurn = false
      if (enough.signal.aborted) now.abort()
    })
  }
  const claim = { name: 'webhooks', signal: now.signal }
  const delivering = webhooks && whileClaimed(queue, claim, work)
  const ended = delivering?.catch((error: unknown) => {
    if (!now.signal.aborted) log.error({ err: error }, 'Webhooks are sent no longer')
  })
  return async () => {
    enough.abort()
    if (!isOurTurn) now.abort()
    // A receiver that has a message is let answer, for it would get the message again otherwise.
    const timer = setTimeout(() => now.abort(), graceMs)
    await ended
    clearTimeout(timer)
  }
}
