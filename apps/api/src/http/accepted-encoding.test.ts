import { describe, expect, test } from 'vitest'
import { acceptedEncoding } from './accepted-encoding.ts'

describe('gzip alone', () => {
  test.each(['gzip', 'br, gzip', 'deflate, GZIP;q=0.5', 'x-gzip', '*', 'identity;q=0, *;q=0.1'])(
    '%s takes it',
    (header) => {
      expect(acceptedEncoding(header, ['gzip'])).toBe('gzip')
    },
  )

  test.each([undefined, '', 'identity', 'br', 'gzip;q=0', '*, gzip;q=0', '*;q=0', 'notgzip'])(
    '%s does not',
    (header) => {
      expect(acceptedEncoding(header, ['gzip'])).toBeUndefined()
    },
  )
})

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0.5, gzip', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['*', 'br'],
  ['zstd, identity', undefined],
])('of brotli and gzip, %s likes %s best', (header, expected) => {
  expect(acceptedEncoding(header, ['br', 'gzip'])).toBe(expected)
})
