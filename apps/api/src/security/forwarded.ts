import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { parseHost } from './host-name.ts'
import { isInSet, plainAddress, toAddressSet } from './ip-range.ts'

/** What a trusted proxy tells of the request that it passes on. */
export interface Forwarded {
  /** Address of who asked the proxy; `unknown` where it tells none that can be read. */
  readonly client: string
  readonly scheme: 'http' | 'https'
  /** The name that the proxy was called by, as it was sent; undefined where it passes on `Host` alone. */
  readonly host: string | undefined
}

const listOf = (header: string | string[] | undefined): string[] =>
  [header]
    .flat()
    .join()
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** An address as proxies write it, some with the port of the connection behind it. */
function addressOf(hop: string): string {
  const plain = plainAddress(isIP(hop) === 0 ? (parseHost(hop)?.name ?? '') : hop)
  return isIP(plain) === 0 ? 'unknown' : plain
}

/**
 * Reads `X-Forwarded-*` of requests that come from one of the addresses, and of no others, for anybody can send them. Each proxy
 * writes whom it heard at the end of `X-Forwarded-For`: the client is the last who is no proxy of ours, and what it wrote itself
 * stands before it.
 */
export function createForwardedReader(
  proxies: readonly string[],
): (incoming: IncomingMessage) => Forwarded | undefined {
  const trusted = toAddressSet(proxies)
  return ({ headers, socket }) => {
    const peer = plainAddress(socket.remoteAddress ?? '')
    if (!isInSet(trusted, peer)) return undefined
    const heard = listOf(headers['x-forwarded-for']).map(addressOf)
    const [scheme = ''] = listOf(headers['x-forwarded-proto'])
    return {
      client: heard.findLast((address) => !isInSet(trusted, address)) ?? heard[0] ?? peer,
      scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http',
      host: listOf(headers['x-forwarded-host'])[0],
    }
  }
}
