import { expect, test } from 'vitest'
import { createTokenCheck } from './bearer-token.ts'

const isRight = createTokenCheck('a-token-of-sixteen-or-more')

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
  expect(createTokenCheck('open the dark room')('Bearer open the dark room')).toBe(true)
})

test('a token beyond ASCII is compared by its bytes, as curl sends them', () => {
  const sent = Buffer.from('Bearer schlüssel-für-die-dunkelkammer', 'utf8').toString('latin1')
  expect(createTokenCheck('schlüssel-für-die-dunkelkammer')(sent)).toBe(true)
})
