import { expect, test } from 'vitest'
import { readListedHost } from './listed-host.ts'

test.each([
  'https://pictures.example',
  'pictures.example/',
  'a@pictures.example',
  '127.0.0.1',
  '2130706433',
  '0x7f.1',
  '[::1]',
  'pictures.example.',
  '.example',
  'a..example',
  'a b.example',
  '*.example',
  '',
  'a:99999',
])('%j is no host to be listed', (text) => {
  expect(readListedHost(text)).toBeUndefined()
})

test('a listed host is spelt as URLs spell it', () => {
  expect(readListedHost('Bücher.Example:8443')).toEqual({
    name: 'xn--bcher-kva.example',
    port: '8443',
  })
  expect(readListedHost('pictures.example:443')).toEqual({ name: 'pictures.example', port: '' })
})
