import type { JobQueue, QueueEvent } from '@darkroom/job-queue'
import { Counter, Gauge, type Registry } from 'prom-client'
import { ofQueue } from './scopes.ts'

/** What becomes of messages; those that are to be tried again were tried in vain. */
const outcomes = {
  'message-delivered': 'delivered',
  'message-tried': 'failed',
  'message-dead': 'dead',
} as const

const isOutcome = (type: string): type is keyof typeof outcomes => Object.hasOwn(outcomes, type)

/** What others are told of jobs. */
export function outboxMetrics(registry: Registry, { outbox }: Pick<JobQueue, 'outbox'>) {
  const registers = [registry]
  const deliveries = new Counter({
    name: 'darkroom_webhook_deliveries_total',
    help: `Tries to deliver a message, by outcome; dead: it was the last. ${ofQueue}`,
    labelNames: ['outcome'],
    registers,
  })
  for (const outcome of Object.values(outcomes)) deliveries.inc({ outcome }, 0)
  const pending = new Gauge({
    name: 'darkroom_webhook_pending_messages',
    help: `Messages that are still to be delivered. ${ofQueue}`,
    registers,
  })
  return {
    event({ type }: QueueEvent): void {
      if (isOutcome(type)) deliveries.inc({ outcome: outcomes[type] })
    },
    read(): void {
      pending.set(Iterator.from(outbox.pending()).reduce((count) => count + 1, 0))
    },
  }
}
