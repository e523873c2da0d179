import { expect, test } from 'vitest'
import { createTokenCheck } from './bearer-token.ts'

const { inHeader: isRight, inQuery } = createTokenCheck('a-token-of-sixteen-or-more')

const basic = (text: string): string => `Basic ${Buffer.from(text, 'utf8').toString('base64')}`

test.each(['Bearer', 'bearer', 'BEARER', ' bEaReR ', 'Bearer \t'])('%j is the scheme', (scheme) => {
  expect(isRight(`${scheme} a-token-of-sixteen-or-more `)).toBe(true)
})

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'a-token-of-sixteen-or-more',
  'Bearera-token-of-sixteen-or-more',
  'Bearer A-token-of-sixteen-or-more',
  'Bearer a-token-of-sixteen-or-mor',
  'Bearer a-token-of-sixteen-or-more x',
  'Bearer "a-token-of-sixteen-or-more"',
  'Basic a-token-of-sixteen-or-more',
  'Bearer x, Bearer a-token-of-sixteen-or-more',
])('%j is refused', (header) => {
  expect(isRight(header)).toBe(false)
})

test('a token may have spaces inside', () => {
  expect(createTokenCheck('open the dark room').inHeader('Bearer open the dark room')).toBe(true)
})

test('a token beyond ASCII is compared by its bytes, as curl sends them', () => {
  const sent = Buffer.from('Bearer schlüssel-für-die-dunkelkammer', 'utf8').toString('latin1')
  expect(createTokenCheck('schlüssel-für-die-dunkelkammer').inHeader(sent)).toBe(true)
})

test.each([
  'me:a-token-of-sixteen-or-more',
  ':a-token-of-sixteen-or-more',
  'a-token-of-sixteen-or-more:',
])('programs that know names and passwords send it as either: %j', (text) => {
  expect(isRight(basic(text))).toBe(true)
})

test.each(['me:', ':', '', 'a-token-of-sixteen-or-more:x', 'me:me:a-token-of-sixteen-or-more'])(
  '%j is no password',
  (text) => {
    expect(isRight(basic(text))).toBe(false)
  },
)

test('a password may have colons and letters beyond ASCII', () => {
  const { inHeader } = createTokenCheck('schlüssel:für:die:dunkelkammer')
  expect(inHeader(basic('ich:schlüssel:für:die:dunkelkammer'))).toBe(true)
})

test('an address may have it as well', () => {
  expect(inQuery('a-token-of-sixteen-or-more')).toBe(true)
  expect(inQuery('a-token-of-sixteen-or-mor')).toBe(false)
  expect(inQuery(undefined)).toBe(false)
})
