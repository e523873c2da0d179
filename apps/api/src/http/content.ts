import { z } from '@hono/zod-openapi'
import { flagQuery, isYes } from './fields.ts'

// Bodies in a route's description.

/** An optional request body: a missing one counts as `{}`. */
export const optionalBody = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
})

/** A required request body. */
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  ...optionalBody(schema),
})

/** A required request body with examples, by what each is for. */
export const bodyLike = <S extends z.ZodType>(
  schema: S,
  examples: Readonly<Record<string, z.input<S>>>,
) => ({
  required: true as const,
  content: {
    'application/json': {
      schema,
      examples: Object.fromEntries(
        Object.entries(examples).map(([summary, value]) => [
          summary.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
          { summary, value },
        ]),
      ),
    },
  },
})

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  ...optionalBody(schema),
})

/**
 * Among the answers of a route whose handler sends its rows while it makes them: with it the handler may give any `Response`, and
 * clients still know the JSON by its schema. It adds no answer to the document.
 */
export const sentInRows: { readonly 204?: { readonly description: string } } = {}

/** Content of a media type whose bytes are sent as they are. */
export const binary = { schema: z.string().openapi({ format: 'binary' }) }

export const notModified = { 304: { description: 'Not changed' } }

/** A file that honours `Range` and `If-None-Match`, in whichever of these media types it is. */
export const bytesOrPart = <C extends Readonly<Record<string, typeof binary>>>(content: C) => ({
  200: { description: 'The bytes', content },
  206: { description: 'The part asked for', content },
  ...notModified,
})

export const eventStream = (events: string) => ({
  200: {
    description: `${events} And \`heartbeat\` with the \`time\`, without an id, whenever nothing else was sent for 10 s.`,
    content: { 'text/event-stream': { schema: z.string() } },
  },
})

/** For finite streams: the answer to a client that has seen the end and asks for more. */
export const nothingMore = {
  204: { description: 'It has ended, and all of it was seen: do not come back.' },
}

export const lastEventId = z.string().max(200).optional()

/** Of every stream of what jobs do. */
export const followQuery = z.object({
  previews: flagQuery
    .transform((flag) => flag === undefined || isYes(flag))
    .openapi({
      description: '`false` leaves out `preview`, which is nearly all that is sent. Default: true.',
    }),
})

export const lastEventIdHeader = z.object({
  'last-event-id': lastEventId.openapi({
    description: 'Sent by EventSource when it reconnects: only what was missed follows.',
  }),
})
