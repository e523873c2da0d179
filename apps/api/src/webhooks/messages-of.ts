import { newsOf, webhookOf } from '@darkroom/generation'
import type { Happening, Json, MessagesOf, NewMessage } from '@darkroom/job-queue'
import { type JobWebhook, jobWebhookSchema } from './destination.ts'
import { endpointsIn } from './endpoints.ts'
import { groupBody, jobBody } from './webhook-body.ts'
import { jobEventOf, type WebhookEvent } from './webhook-events.ts'

/** Somebody who wants to hear of some events. */
interface Listener {
  readonly events: readonly WebhookEvent[]
  readonly receiver: string
  readonly to: Json
}

const known = new WeakMap<object, JobWebhook>()

/** What came with the job, which is parsed once. */
const jobWebhookOf = (job: NonNullable<Happening['job']>): JobWebhook | undefined => {
  const stored = webhookOf(job)
  if (stored === undefined) return undefined
  const webhook = known.get(stored) ?? jobWebhookSchema.safeParse(stored).data
  if (webhook !== undefined) known.set(stored, webhook)
  return webhook
}

const listenersOf = (
  job: NonNullable<Happening['job']>,
  settings: Happening['settings'],
): readonly Listener[] => {
  const endpoints = endpointsIn(settings)
    .filter(({ enabled }) => enabled)
    .map(({ id, events }): Listener => ({ events, receiver: id, to: { endpoint: id } }))
  const own = jobWebhookOf(job)
  if (own === undefined) return endpoints
  const { url, events, secret } = own
  const to = { url, ...(secret === undefined ? {} : { secret }) }
  return [...endpoints, { events, receiver: url, to }]
}

/** The messages of a change: one for each who wants to hear of it. */
export const messagesOf: MessagesOf = ({ type, at, job, group, groupEnds, settings }) => {
  const event = jobEventOf(type)
  if (event === undefined || job === undefined) return []
  const listeners = listenersOf(job, settings)
  if (!listeners.some(({ events }) => events.includes(event) || groupEnds !== undefined)) return []
  const news = newsOf(job, group)
  const told = [{ event, about: job.id, body: () => jobBody(event, at, news) }]
  if (groupEnds !== undefined && news.group !== undefined) {
    const { kind, id } = news.group
    const ended: WebhookEvent = `${kind}.ended`
    const body = () => groupBody(ended, at, { news, ends: groupEnds })
    told.push({ event: ended, about: id, body })
  }
  return told.flatMap(({ event, about, body }) =>
    listeners
      .filter(({ events }) => events.includes(event))
      .map(
        ({ receiver, to }): NewMessage => ({
          topic: event,
          about,
          lane: `${receiver} ${about}`,
          to,
          body: body(),
        }),
      ),
  )
}
