import ipaddr from 'ipaddr.js'

/** Azure's own services on a machine of theirs, at an address that looks public: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const azureHost = '168.63.129.16'

/** Global unicast (RFC 4291, 2.4); whatever lies outside is not, or not yet, given to anybody. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address is somewhere in the internet, for everybody: no private, local, shared or reserved one (RFC 6890), and none
 * that carries another address in it and may lead there (mapped, translated, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  // A zone names an interface of this machine.
  if (!ipaddr.isValid(address) || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv6
    ? parsed.match(globalUnicast)
    : ipaddr.IPv4.isValidFourPartDecimal(address) && address !== azureHost
}
