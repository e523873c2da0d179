import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { timeSchema, toTime } from '../http/fields.ts'
import { giveSession, sessionIn, takeSession } from './session-cookie.ts'
import type { Access } from './token-guard.ts'

const tags = ['Access']

const sessionSchema = z
  .object({
    expires_at: timeSchema.nullable().openapi({
      description: 'When the cookie ends; null where no token is set and none is needed.',
    }),
  })
  .openapi('Session', { example: { expires_at: '2026-11-27T12:00:00.000+01:00' } })

export const sessionRoutes = ({ access }: { readonly access: Access | undefined }) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/session',
      operationId: 'openSession',
      tags,
      summary: 'Open a session for pictures and event streams',
      description:
        'Needs the token. Gives a cookie, which scripts of a page cannot read, for what a page cannot send the token with: `<img>`, `<video>`, links and `EventSource`. It opens reading alone, for an hour.',
      responses: { 200: json(sessionSchema, 'Opened') },
    }).handle((c) => {
      const session = access?.sessions.open()
      if (session !== undefined) giveSession(c, session)
      return c.json({ expires_at: session === undefined ? null : toTime(session.expiresMs) }, 200, {
        'cache-control': 'no-store',
      })
    }),
    defineRoute({
      method: 'delete',
      path: '/api/session',
      operationId: 'endSession',
      tags,
      summary: 'End the session',
      description: 'Of the cookie that is sent along; it opens nothing any more.',
      responses: { 200: json(z.object({ ended: z.literal(true) }), 'Ended') },
    }).handle(async (c) => {
      await access?.sessions.end(sessionIn(c))
      takeSession(c)
      return c.json({ ended: true as const }, 200)
    }),
  ] as const
