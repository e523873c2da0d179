import type { Message } from '@darkroom/job-queue'
import { z } from 'zod'
import { toOptionalTime, toTime } from '../http/fields.ts'
import type { Delivery } from './delivery-schemas.ts'
import { type Destination, readDestination } from './destination.ts'
import type { Endpoint } from './endpoints.ts'

const noteSchema = z.object({
  status: z.int().optional(),
  error: z.string().optional(),
  ms: z.number().optional(),
})

/** The URL without what is often a key. */
const withoutQuery = (url: string | undefined): string | undefined => {
  const parsed = url === undefined ? null : URL.parse(url)
  return parsed === null ? undefined : `${parsed.origin}${parsed.pathname}`
}

const urlOf = (
  to: Destination | undefined,
  find: (id: string) => Pick<Endpoint, 'url'> | undefined,
): string | undefined => {
  if (to === undefined) return undefined
  return 'endpoint' in to ? find(to.endpoint)?.url : to.url
}

export const toDelivery = (
  message: Message,
  find: (id: string) => Pick<Endpoint, 'url'> | undefined,
): Delivery => {
  const to = readDestination(message.to)
  const { status, error, ms } = noteSchema.safeParse(message.note).data ?? {}
  return {
    id: message.id,
    event: message.topic,
    about: message.about,
    webhook_id: to !== undefined && 'endpoint' in to ? to.endpoint : undefined,
    url: withoutQuery(urlOf(to, find)),
    state: message.state,
    tries: message.tries,
    created_at: toTime(message.createdAt),
    tried_at: toOptionalTime(message.triedAt),
    next_try_at: message.state === 'pending' ? toTime(message.availableAt) : undefined,
    status,
    error,
    seconds: ms === undefined ? undefined : ms / 1000,
  }
}
