import { z } from '@hono/zod-openapi'

// What a route's description says of bodies.

/** A request body that may be left out: it counts as `{}` then. */
export const optionalBody = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
})

/** A request body that must be there. */
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  ...optionalBody(schema),
})

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  ...optionalBody(schema),
})

/** Of a media type whose bytes are sent as they are. */
export const binary = { schema: z.string().openapi({ format: 'binary' }) }

export const notModified = { 304: { description: 'Not changed' } }

export const eventStream = (description: string) => ({
  200: { description, content: { 'text/event-stream': { schema: z.string() } } },
})

/** Where a stream has an end: once a client has seen it and asks for more. */
export const nothingMore = {
  204: { description: 'It has ended, and all of it was seen: do not come back.' },
}

export const lastEventIdHeader = z.object({
  'last-event-id': z.string().max(200).optional().openapi({
    description: 'Sent by EventSource when it reconnects: only what was missed follows.',
  }),
})
