import type { Caller } from '@darkroom/door-ports'
import type { Context } from 'hono'
import { plainAddress } from '../security/ip-range.ts'

/** The peer's address, where the app runs behind a socket. */
const addressIn = (env: unknown): string => {
  const { incoming } = Object(env)
  return String(incoming?.socket?.remoteAddress ?? '')
}

/** Who asks, by the peer's address. */
export const callerOf = (c: Context): Caller => ({
  client: plainAddress(addressIn(c.env)),
  origin: new URL(c.req.url).origin,
  signal: c.req.raw.signal,
})
