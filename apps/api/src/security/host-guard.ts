import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'

/** The name in a Host header: lower case, without port, brackets and trailing dot; undefined when malformed. */
function hostName(host: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(host)
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '')
}

/**
 * Whether this server may be called by that name. DNS rebinding needs a name that the attacker owns, so localhost, its
 * subdomains and every IP literal are safe; other names must be configured (docs/decisions/0090).
 */
export function isHostAllowed(host: string, allowed: ReadonlySet<string>): boolean {
  const name = hostName(host)
  if (name === undefined || name === '') return false
  return (
    name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0 || allowed.has(name)
  )
}

const hostHeaders = (raw: readonly string[]): number =>
  raw.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length

export const hostGuard = (allowedHosts: readonly string[]): MiddlewareHandler<AppEnv> => {
  const allowed = new Set(allowedHosts)
  return async (c, next) => {
    const header = c.req.header('host') ?? new URL(c.req.url).host
    const repeated = hostHeaders(c.env?.incoming?.rawHeaders ?? []) > 1
    const { host: target, username, password } = new URL(c.req.url)
    if (username !== '' || password !== '') {
      throw new ProblemError(400, 'invalid_target', 'The address has a user name or a password.')
    }
    if (repeated || !isHostAllowed(header, allowed) || !isHostAllowed(target, allowed)) {
      throw new ProblemError(
        421,
        'host_not_allowed',
        `This server does not answer to the name ${JSON.stringify(header)}.`,
        { hint: 'Call it as localhost or by its IP address, or add the name to ALLOWED_HOSTS.' },
      )
    }
    await next()
  }
}
