import type { AcceptOptions } from '@darkroom/generation'
import { ProblemError } from '../http/problem.ts'
import type { JobWebhookBody } from './webhook-schemas.ts'
import type { Webhooks } from './webhooks.ts'

/** @throws ProblemError where the operator lets nothing be told to anybody */
export const demandWebhooks = (webhooks: Webhooks | undefined): Webhooks => {
  if (webhooks !== undefined) return webhooks
  throw new ProblemError(403, 'webhooks_off', 'This server sends no webhooks', {
    hint: 'WEBHOOK_HOSTS lists the hosts to which they may be sent, and WEBHOOK_SECRET signs them.',
  })
}

/** What is kept with each job of a request that has a webhook. @throws ProblemError */
export const webhookOption = (
  webhook: JobWebhookBody | undefined,
  webhooks: Webhooks | undefined,
): Pick<AcceptOptions, 'webhook'> =>
  webhook === undefined ? {} : { webhook: demandWebhooks(webhooks).ofJob(webhook) }
