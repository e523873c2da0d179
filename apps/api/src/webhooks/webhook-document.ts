import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { AppEnv } from '../http/env.ts'
import { groupMessageSchema, jobMessageSchema, testMessageSchema } from './message-schemas.ts'
import { webhookEvents } from './webhook-events.ts'

const headers = z.object({
  'webhook-id': z.string().openapi({ description: 'The same at each try.' }),
  'webhook-timestamp': z.string().openapi({ description: 'Seconds since the epoch, of this try.' }),
  'webhook-signature': z.string().openapi({
    description:
      '`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`; several, apart by spaces, while secrets change.',
  }),
})

const dataOf = (event: string) => {
  if (event.startsWith('job.')) return jobMessageSchema
  return event === 'webhook.test' ? testMessageSchema : groupMessageSchema
}

const operationIdOf = (event: string): string =>
  `on${event.replaceAll(/(?:^|\.)(.)/g, (_, letter: string) => letter.toUpperCase())}`

/** Adds what is sent to webhooks to the OpenAPI document. */
export const describeWebhooks = ({ openAPIRegistry }: OpenAPIHono<AppEnv>): void => {
  for (const event of [...webhookEvents, 'webhook.test']) {
    openAPIRegistry.registerWebhook({
      method: 'post',
      path: event,
      operationId: operationIdOf(event),
      tags: ['Webhooks'],
      summary: `Told to webhooks that want \`${event}\``,
      request: {
        headers,
        body: {
          content: {
            'application/json': {
              schema: z.object({
                type: z.literal(event),
                timestamp: z.iso.datetime(),
                data: dataOf(event),
              }),
            },
          },
        },
      },
      responses: { '2XX': { description: 'Taken. Anything else is tried again, for 24 hours.' } },
    })
  }
}
