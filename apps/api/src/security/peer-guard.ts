import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { clientAddress } from './caller.ts'
import { isInSet, toAddressSet } from './ip-range.ts'

/** Loopback, private (RFC 1918), link-local and unique local (RFC 4193) addresses: machines at home. */
const homeRanges = [
  '127.0.0.0/8',
  '::1',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  'fe80::/10',
  'fc00::/7',
]

/** Refuses clients with public addresses: there is no login, so a forwarded port must not hand the GPU to strangers. */
export const peerGuard = ({
  allowPublic,
  ranges,
}: {
  allowPublic: boolean
  ranges: readonly string[]
}): MiddlewareHandler<AppEnv> => {
  const known = toAddressSet([...homeRanges, ...ranges])
  return async (c, next) => {
    const address = clientAddress(c.env)
    if (!allowPublic && address !== undefined && !isInSet(known, address)) {
      throw new ProblemError(
        403,
        'client_not_allowed',
        `Clients with the public address ${address} are not let in.`,
        {
          hint: 'Add its range to ALLOWED_CLIENTS, or set ALLOW_PUBLIC_CLIENTS=true and an API_TOKEN.',
        },
      )
    }
    await next()
  }
}
