import { lookup } from 'node:dns/promises'

/** Where a base URL leads: each address of its host with scheme, port and path. Empty when the name is not known. */
export async function addressesOf(baseUrl: string): Promise<readonly string[]> {
  const { protocol, hostname, port, pathname } = new URL(baseUrl)
  try {
    const found = await lookup(hostname.replace(/^\[(.*)\]$/, '$1'), { all: true })
    return found.map(({ address }) => `${protocol}//${plain(address)}:${port}${pathname}`)
  } catch {
    return []
  }
}

/** Every address of loopback is this machine, and so is that which stands for any. */
const plain = (address: string): string =>
  /^127\.|^::1$|^0\.0\.0\.0$|^::$/.test(address) ? 'loopback' : address
