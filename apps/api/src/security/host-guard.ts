import { isIP } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { parseHost } from './host-name.ts'

/**
 * Whether this server may be called by that name. DNS rebinding needs a name that the attacker owns, so localhost, its
 * subdomains and every IP literal are safe; other names must be configured (docs/decisions/0090).
 */
export function isHostAllowed(name: string, allowed: ReadonlySet<string>): boolean {
  return (
    name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0 || allowed.has(name)
  )
}

const invalidHost = (detail: string): ProblemError =>
  new ProblemError(400, 'invalid_host', detail, {
    hint: 'Send one Host header with the name or the IP address of this server, and its port.',
  })

const hostHeaders = (raw: readonly string[]): number =>
  raw.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length

/** The Host header. HTTP/1.0 and calls in process may leave it out, for browsers never do. */
function hostHeader({ env, req }: Context<AppEnv>): string | undefined {
  const { rawHeaders = [], httpVersion } = env?.incoming ?? {}
  const count = hostHeaders(rawHeaders)
  if (count > 1) throw invalidHost('The request has two Host headers.')
  if (count === 0 && httpVersion === '1.1') throw invalidHost('The request has no Host header.')
  return req.header('host')
}

export const hostGuard = (allowedHosts: readonly string[]): MiddlewareHandler<AppEnv> => {
  const allowed = new Set(allowedHosts)
  const check = (host: string): void => {
    const parsed = parseHost(host)
    if (parsed === undefined) {
      throw invalidHost(`The Host header ${JSON.stringify(host)} names no host.`)
    }
    if (isHostAllowed(parsed.name, allowed)) return
    throw new ProblemError(
      421,
      'host_not_allowed',
      `This server does not answer to the name ${JSON.stringify(host)}.`,
      { hint: 'Call it as localhost or by its IP address, or add the name to ALLOWED_HOSTS.' },
    )
  }
  return async (c, next) => {
    const { host: target, username, password } = new URL(c.req.url)
    if (username !== '' || password !== '') {
      throw new ProblemError(400, 'invalid_target', 'The address has a user name or a password.')
    }
    check(hostHeader(c) ?? target)
    check(target)
    // Checked like the others: a browser on the proxy's machine could send it to a name that leads there.
    const forwarded = c.env?.forwarded?.host
    if (forwarded !== undefined) check(forwarded)
    await next()
  }
}
