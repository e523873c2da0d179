import { BlockList, isIP } from 'node:net'

const parts = (range: string): { address: string; bits: number | undefined } => {
  const [address = '', bits, ...rest] = range.split('/')
  if (bits === undefined) return { address, bits: undefined }
  return { address, bits: rest.length === 0 && /^\d{1,3}$/.test(bits) ? Number(bits) : -1 }
}

/** Whether the text is an IP address or a range in CIDR notation. */
export function isIpRange(range: string): boolean {
  const { address, bits } = parts(range)
  const version = isIP(address)
  if (version === 0) return false
  return bits === undefined || (bits >= 0 && bits <= (version === 4 ? 32 : 128))
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** A set of addresses made of ranges; each must pass `isIpRange`. */
export function toAddressSet(ranges: readonly string[]): BlockList {
  const set = new BlockList()
  for (const range of ranges) {
    const { address, bits } = parts(range)
    if (bits === undefined) set.addAddress(address, family(address))
    else set.addSubnet(address, bits, family(address))
  }
  return set
}

/** `::ffff:10.0.0.1` → `10.0.0.1`; a zone (`fe80::1%eth0`) is cut off. */
export const plainAddress = (address: string): string =>
  address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

export const isInSet = (set: BlockList, address: string): boolean => {
  const plain = plainAddress(address)
  return isIP(plain) !== 0 && set.check(plain, family(plain))
}

/** Whether an address to listen on can be reached only from this machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || isInSet(toAddressSet(['127.0.0.0/8', '::1']), host)
