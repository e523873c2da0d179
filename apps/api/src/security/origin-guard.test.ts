import { expect, test } from 'vitest'
import { isOriginAllowed } from './origin-guard.ts'
import type { PageFacts } from './page-facts.ts'

const allowed = new Set(['http://localhost:5173'])
const verdict = (facts: Partial<PageFacts>): boolean =>
  isOriginAllowed(
    {
      method: 'POST',
      isEventStream: false,
      origin: undefined,
      refererOrigin: undefined,
      secFetchSite: undefined,
      secFetchMode: undefined,
      secFetchDest: undefined,
      ownOrigin: 'http://localhost:8000',
      ...facts,
    },
    allowed,
  )

const events = { method: 'GET', isEventStream: true } as const
const navigation = { method: 'GET', secFetchMode: 'navigate', secFetchDest: 'document' } as const

test.each<[string, Partial<PageFacts>]>([
  ['a script without any of the headers', {}],
  ['the configured frontend', { origin: 'http://localhost:5173', secFetchSite: 'same-site' }],
  [
    'a configured frontend on another machine',
    { origin: 'http://localhost:5173', secFetchSite: 'cross-site' },
  ],
  ['our own documentation page', { origin: 'http://localhost:8000', secFetchSite: 'same-origin' }],
  ['an address typed into the browser', { ...navigation, secFetchSite: 'none' }],
  ['a link on another site', { ...navigation, secFetchSite: 'cross-site' }],
  ['a picture on the frontend', { method: 'GET', secFetchSite: 'same-site' }],
  ['an event stream on the frontend', { ...events, origin: 'http://localhost:5173' }],
  ['an event stream in a script', events],
  [
    'a picture on a configured frontend on another host',
    { method: 'GET', secFetchSite: 'cross-site', refererOrigin: 'http://localhost:5173' },
  ],
  [
    'our own page behind a proxy that speaks HTTPS',
    { origin: 'https://localhost:8000', secFetchSite: 'same-origin' },
  ],
])('%s passes', (_, facts) => {
  expect(verdict(facts)).toBe(true)
})

test.each<[string, Partial<PageFacts>]>([
  ['a foreign page', { origin: 'http://evil.com', secFetchSite: 'cross-site' }],
  ['a sandboxed frame', { origin: 'null', secFetchSite: 'cross-site' }],
  ['another port of this machine', { origin: 'http://localhost:3000', secFetchSite: 'same-site' }],
  ['a look-alike', { origin: 'http://localhost:5173.evil.com' }],
  ['an origin in other letters', { origin: 'HTTP://LOCALHOST:5173' }],
  ['a form without Origin on a foreign page', { secFetchSite: 'cross-site' }],
  ['a form without Origin on a neighbouring port', { secFetchSite: 'same-site' }],
  ['a form that navigates', { ...navigation, method: 'POST', secFetchSite: 'cross-site' }],
  ['an event stream on a foreign page', { ...events, origin: 'http://evil.com' }],
  ['an event stream without Origin on a foreign page', { ...events, secFetchSite: 'cross-site' }],
  [
    'a picture on a foreign page that says so',
    { method: 'GET', secFetchSite: 'cross-site', refererOrigin: 'http://evil.com' },
  ],
  [
    'a form without Origin on the frontend',
    { secFetchSite: 'same-site', refererOrigin: 'http://localhost:5173' },
  ],
  ['a sandboxed frame of ours', { origin: 'null', secFetchSite: 'same-origin' }],
  ['a picture on a foreign page', { method: 'GET', secFetchSite: 'cross-site' }],
  [
    'a foreign page that reads',
    { method: 'GET', origin: 'http://evil.com', secFetchSite: 'cross-site' },
  ],
])('%s is refused', (_, facts) => {
  expect(verdict(facts)).toBe(false)
})
