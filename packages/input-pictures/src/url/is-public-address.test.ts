import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPublicAddress } from './is-public-address.ts'

test.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00::1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test.each([
  ['this network', '0.0.0.0', '0.1.2.3'],
  ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
  ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fdff::1'],
  ['link-local', '169.254.0.1', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  ['site-local', 'fec0::1', 'feff::1'],
  ['shared by a provider', '100.64.0.1', '100.100.100.200', '100.127.255.255'],
  ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1'],
  ['broadcast and reserved', '255.255.255.255', '240.0.0.1', '192.0.0.192'],
  ['for documents', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  ['for measurements', '198.18.0.1', '198.19.255.255', '2001:2::1'],
  ['relays and tunnels', '192.88.99.1', '192.52.193.1', '2001:3::1'],
  ['unspecified', '::'],
  ['IPv4 in IPv6', '::ffff:1.1.1.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:a00:1'],
  ['IPv4 in IPv6, of old', '::1.1.1.1', '::127.0.0.1', '::7f00:1'],
  ['translated', '64:ff9b::1.1.1.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '::ffff:0:1.1.1.1'],
  ['6to4', '2002:7f00:1::', '2002:a00:1::1'],
  ['Teredo', '2001::1', '2001:0:7f00:1::1'],
  ['ORCHID', '2001:10::1', '2001:20::1'],
  ['discard', '100::1'],
  ['segment routing', '5f00::1'],
  ['given to nobody', '4000::1', '8000::1', 'e000::1'],
  ['a service of the host', '168.63.129.16'],
  ['no address in four numbers', '127.1', '2130706433', '0x7f000001', '017700000001', '1.1'],
  ['no address at all', '', 'localhost', '1.1.1.1.1', '1.1.1.256', '[::1]', '::g'],
])('%s is not public', (_, ...addresses) => {
  expect(addresses.filter((address) => isPublicAddress(address))).toEqual([])
})

test('whatever is public is an address as the system spells it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6()), (text) => {
      expect(!isPublicAddress(text) || isIP(text) !== 0).toBe(true)
    }),
  )
})
