import type { Caller } from '@darkroom/door-ports'
import type { Context } from 'hono'
import { calledOrigin, clientAddress } from '../security/caller.ts'

/** Who asks, by address, and the address that we are known by to it. */
export const callerOf = (c: Context): Caller => ({
  client: clientAddress(c.env) ?? '',
  origin: calledOrigin(c),
  signal: c.req.raw.signal,
})
