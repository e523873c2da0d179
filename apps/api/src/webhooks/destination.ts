import type { Json } from '@darkroom/job-queue'
import { z } from 'zod'
import { webhookEvents } from './webhook-events.ts'

/** Where a message goes, as it is kept: to an endpoint as it is by then, or to the URL that came with the job. */
export const destinationSchema = z.union([
  z.object({ endpoint: z.string() }),
  z.object({ url: z.string(), secret: z.string().optional() }),
])

export type Destination = z.infer<typeof destinationSchema>

/** What a job was accepted with; its secret is sealed. */
export const jobWebhookSchema = z.object({
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  secret: z.string().optional(),
})

export type JobWebhook = z.infer<typeof jobWebhookSchema>

export const readDestination = (to: Json): Destination | undefined =>
  destinationSchema.safeParse(to).data

/** What is one receiver, which is away or not as a whole. */
export const receiverOf = (destination: Destination | undefined): string => {
  if (destination === undefined) return ''
  if ('endpoint' in destination) return destination.endpoint
  return URL.parse(destination.url)?.origin ?? ''
}
