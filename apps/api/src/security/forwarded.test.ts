import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createForwardedReader } from './forwarded.ts'

const requestFrom = (remoteAddress: string, headers: Record<string, string>): IncomingMessage => {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress })
  const incoming = new IncomingMessage(socket)
  Object.assign(incoming.headers, headers)
  return incoming
}

const read = createForwardedReader(['10.0.0.0/24', '127.0.0.1', 'fd00::/64'])
const client = (peer: string, chain: string | undefined) =>
  read(requestFrom(peer, chain === undefined ? {} : { 'x-forwarded-for': chain }))?.client

test.each([
  ['10.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['fd00::1', '2001:db8::7', '2001:db8::7'],
  // What the client wrote itself stands before it, and counts for nothing.
  ['10.0.0.1', '127.0.0.1, 203.0.113.7', '203.0.113.7'],
  ['10.0.0.1', '192.168.1.1,203.0.113.7 , 10.0.0.9', '203.0.113.7'],
  // Another proxy that is not on the list is a client like any other.
  ['10.0.0.1', '203.0.113.7, 10.0.1.1', '10.0.1.1'],
  ['10.0.0.1', '10.0.0.2', '10.0.0.2'],
  ['10.0.0.1', '203.0.113.7:50443', '203.0.113.7'],
  ['10.0.0.1', '[2001:db8::7]:50443', '2001:db8::7'],
  ['10.0.0.1', 'unknown', 'unknown'],
  ['10.0.0.1', '203.0.113.7, _hidden', 'unknown'],
  ['10.0.0.1', ' , ', '10.0.0.1'],
  ['10.0.0.1', undefined, '10.0.0.1'],
])('by %s, X-Forwarded-For: %s tells of %s', (peer, chain, expected) => {
  expect(client(peer, chain)).toBe(expected)
})

test('nothing is believed of who is not on the list', () => {
  expect(client('10.0.1.1', '127.0.0.1')).toBeUndefined()
  expect(client('', '127.0.0.1')).toBeUndefined()
})

test('scheme and name are those that the first proxy was called by', () => {
  const headers = {
    'x-forwarded-proto': 'HTTPS, http',
    'x-forwarded-host': 'pictures.example, inner',
  }
  expect(read(requestFrom('127.0.0.1', headers))).toEqual({
    client: '127.0.0.1',
    scheme: 'https',
    host: 'pictures.example',
  })
  expect(read(requestFrom('127.0.0.1', { 'x-forwarded-proto': 'gopher' }))?.scheme).toBe('http')
})
