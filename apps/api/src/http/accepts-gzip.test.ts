import { expect, test } from 'vitest'
import { acceptsGzip } from './accepts-gzip.ts'

test.each(['gzip', 'br, gzip', 'deflate, GZIP;q=0.5', 'x-gzip', '*', 'identity;q=0, *;q=0.1'])(
  '%s takes gzip',
  (header) => {
    expect(acceptsGzip(header)).toBe(true)
  },
)

test.each([undefined, '', 'identity', 'br', 'gzip;q=0', '*, gzip;q=0', '*;q=0', 'notgzip'])(
  '%s does not',
  (header) => {
    expect(acceptsGzip(header)).toBe(false)
  },
)
