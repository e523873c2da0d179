import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

/** Where a base URL leads: each address of its host with scheme, port and path. Empty when the name is not known. */
export async function addressesOf(baseUrl: string): Promise<readonly string[]> {
  const { protocol, hostname, port, pathname } = new URL(baseUrl)
  try {
    const found = await lookup(hostOf(hostname), { all: true })
    return found.map(({ address }) => `${protocol}//${plain(address)}:${port}${pathname}`)
  } catch {
    return []
  }
}

/**
 * Whether two base URLs surely lead to the same server. Two names of one address are no proof: a proxy there may tell its
 * servers apart by them.
 */
export async function isSameAddress(
  one: string,
  other: string,
  resolve: (baseUrl: string) => Promise<readonly string[]> = addressesOf,
): Promise<boolean> {
  const theirs = await resolve(other)
  const shared = (await resolve(one)).filter((address) => theirs.includes(address))
  const hosts = [one, other].map((url) => hostOf(new URL(url).hostname))
  const isProof = hosts[0] === hosts[1] || hosts.some((host) => isIP(host) > 0)
  return isProof ? shared.length > 0 : shared.some((url) => new URL(url).hostname === loopback)
}

const loopback = 'loopback'

/** The host without the brackets of an IPv6 address. */
const hostOf = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1')

/** Every address of loopback is this machine, and so is that which stands for any. */
const plain = (address: string): string =>
  /^127\.|^::1$|^0\.0\.0\.0$|^::$/.test(address) ? loopback : address
