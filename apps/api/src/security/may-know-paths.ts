import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { isLoopback } from './ip-range.ts'

/** Headers with which a proxy on this machine hands on a request from elsewhere. */
const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const

/** Whether the caller may learn paths of this machine: who has the token, and who is on this machine. */
export function mayKnowPaths(
  { env, req }: Context<AppEnv>,
  { API_TOKEN }: { readonly API_TOKEN?: string | undefined },
): boolean {
  // With a token set, nobody comes this far without it.
  if (API_TOKEN !== undefined) return true
  const address = env?.incoming?.socket.remoteAddress
  return (
    address !== undefined &&
    isLoopback(address) &&
    forwarded.every((name) => req.header(name) === undefined)
  )
}
