import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { createTokenCheck } from './bearer-token.ts'

/** Requires `Authorization: Bearer <token>`; liveness stays open, for supervisors. */
export const tokenGuard = (token: string): MiddlewareHandler<AppEnv> => {
  const isRight = createTokenCheck(token)
  return async (c, next) => {
    if (!isRight(c.req.header('authorization')) && c.req.path !== '/api/health/live') {
      throw new ProblemError(401, 'token_required', 'The API token is missing or wrong.', {
        hint: 'Send the header Authorization: Bearer <API_TOKEN>.',
        headers: { 'www-authenticate': 'Bearer' },
      })
    }
    await next()
  }
}
