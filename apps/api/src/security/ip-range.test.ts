import { expect, test } from 'vitest'
import { isInSet, isIpRange, plainAddress, toAddressSet } from './ip-range.ts'

test.each(['10.0.0.1', '10.0.0.0/8', '::1', 'fe80::/10'])('%s is a range', (range) => {
  expect(isIpRange(range)).toBe(true)
})

test.each(['', '10.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'fe80::/129', 'localhost'])(
  '%s is none',
  (range) => {
    expect(isIpRange(range)).toBe(false)
  },
)

test('an IPv4 address inside IPv6 is the IPv4 address, and a zone does not count', () => {
  expect(plainAddress('::ffff:10.1.2.3')).toBe('10.1.2.3')
  expect(plainAddress('fe80::1%eth0')).toBe('fe80::1')
})

test('an address is in the set when one of its ranges holds it', () => {
  const set = toAddressSet(['10.0.0.0/8', '192.168.1.7', 'fc00::/7'])
  expect(isInSet(set, '10.200.0.1')).toBe(true)
  expect(isInSet(set, '::ffff:10.200.0.1')).toBe(true)
  expect(isInSet(set, '192.168.1.7')).toBe(true)
  expect(isInSet(set, '192.168.1.8')).toBe(false)
  expect(isInSet(set, 'fd00::1')).toBe(true)
  expect(isInSet(set, '8.8.8.8')).toBe(false)
  expect(isInSet(set, 'nonsense')).toBe(false)
})
