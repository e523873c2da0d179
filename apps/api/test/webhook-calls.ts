import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { z } from 'zod'
import { deliveryListSchema } from '../src/webhooks/delivery-schemas.ts'
import { createdWebhookSchema } from '../src/webhooks/webhook-schemas.ts'
import { type RunningDarkroom, runDarkroom } from './running-darkroom.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'

export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** Retries follow at once, and nobody is left alone for long. */
export const quick = { firstRetryMs: 5, longestRetryMs: 20, firstRestMs: 5, longestRestMs: 20 }

export const run = (receiver: WebhookReceiver): Promise<RunningDarkroom> =>
  runDarkroom({
    settings: { WEBHOOK_HOSTS: receiver.url, WEBHOOK_SECRET: secret },
    webhooks: { timings: quick },
  })

export const send = (
  { url }: RunningDarkroom,
  path: string,
  { method = 'POST', body }: { method?: string; body?: object } = {},
): Promise<Response> =>
  fetch(`${url}/api/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })

export const create = async (
  running: RunningDarkroom,
  body: object,
): Promise<z.infer<typeof createdWebhookSchema>> => {
  const answer = await send(running, 'webhooks', { body })
  expect(answer.status).toBe(201)
  return createdWebhookSchema.parse(await answer.json())
}

/** All that the queue has written. */
export const journalOf = async ({ state }: RunningDarkroom): Promise<string> => {
  const folder = join(state, 'queue')
  const names = await readdir(folder)
  const texts = names
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFile(join(folder, name), 'utf8'))
  return (await Promise.all(texts)).join('')
}

export const deliveries = async (
  running: RunningDarkroom,
  query = '',
): Promise<z.infer<typeof deliveryListSchema>['deliveries']> => {
  const answer = await send(running, `webhooks/deliveries${query}`, { method: 'GET' })
  expect(answer.status).toBe(200)
  return deliveryListSchema.parse(await answer.json()).deliveries
}
