import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { plainAddress } from './ip-range.ts'

/** Address of who asks: the peer's, or the one that a trusted proxy tells. Undefined where the app is called in process. */
export function clientAddress(env: AppEnv['Bindings'] | undefined): string | undefined {
  const address = env?.forwarded?.client ?? env?.incoming?.socket?.remoteAddress
  return address === undefined ? undefined : plainAddress(address)
}

/** Scheme, name and port that the caller knows us by. */
export function calledOrigin({ env, req }: Context<AppEnv>): string {
  const url = new URL(req.url)
  const forwarded = env?.forwarded
  if (forwarded === undefined) return `${url.protocol}//${req.header('host') ?? url.host}`
  return new URL(`${forwarded.scheme}://${forwarded.host ?? url.host}`).origin
}
