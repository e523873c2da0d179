import { expect, test } from 'vitest'
import { patienceFor } from './patience-for.ts'

const sdk = { 'x-stainless-retry-count': '0', 'x-stainless-timeout': '600' }

test.each([
  ['who does not ask again by itself', {}, 45_000],
  ['an SDK', sdk, 270_000],
  ['an SDK behind a proxy', { ...sdk, 'x-forwarded-for': '192.0.2.1' }, 45_000],
  ['an SDK at its last try', { ...sdk, 'x-stainless-retry-count': '2' }, 45_000],
  ['an SDK that is told to be quick', { ...sdk, 'x-stainless-timeout': '20' }, 16_000],
  ['an SDK that does not say how long it waits', { 'x-stainless-retry-count': '1' }, 270_000],
])('%s', (_, headers, patience) => {
  expect(patienceFor(new Headers(headers), 45_000)).toBe(patience)
})
