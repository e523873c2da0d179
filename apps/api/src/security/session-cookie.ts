import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../http/env.ts'
import type { Session } from './sessions.ts'

/** Also in the OpenAPI document. */
export const sessionCookie = 'darkroom_session'

/** Without a path, so that it is for what lies beside the route, also below a proxy's prefix. Pages cannot read it. */
const attributes = (c: Context<AppEnv>) => ({
  path: undefined,
  httpOnly: true,
  sameSite: 'Strict' as const,
  // Who says so wrongly keeps only itself from its session.
  secure: c.req.header('x-forwarded-proto') === 'https',
})

export const sessionIn = (c: Context<AppEnv>): string | undefined => getCookie(c, sessionCookie)

export const giveSession = (c: Context<AppEnv>, { value, expiresMs }: Session): void =>
  setCookie(c, sessionCookie, value, { ...attributes(c), expires: new Date(expiresMs) })

export const takeSession = (c: Context<AppEnv>): void => {
  deleteCookie(c, sessionCookie, attributes(c))
}
