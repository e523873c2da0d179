import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Requires `Authorization: Bearer <token>`; liveness stays open, for supervisors. */
export const tokenGuard = (token: string): MiddlewareHandler<AppEnv> => {
  const expected = digest(`Bearer ${token}`)
  return async (c, next) => {
    const given = digest(c.req.header('authorization') ?? '')
    if (!timingSafeEqual(given, expected) && c.req.path !== '/api/health/live') {
      throw new ProblemError(401, 'token_required', 'The API token is missing or wrong.', {
        hint: 'Send the header Authorization: Bearer <API_TOKEN>.',
        headers: { 'www-authenticate': 'Bearer' },
      })
    }
    await next()
  }
}
