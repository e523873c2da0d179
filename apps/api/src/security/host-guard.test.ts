import { expect, test } from 'vitest'
import { isHostAllowed } from './host-guard.ts'
import { parseHost } from './host-name.ts'

const allowed = new Set(['darkroom.local'])
const verdict = (header: string): boolean | undefined => {
  const host = parseHost(header)
  return host && isHostAllowed(host.name, allowed)
}

test.each([
  'localhost',
  'localhost:8000',
  'localhost:',
  'LOCALHOST:8000',
  'localhost.:8000',
  'app.localhost:8000',
  '127.0.0.1:8000',
  '127.0.0.1.',
  '127.1',
  '0.0.0.0:8000',
  '192.168.1.20',
  '[::1]:8000',
  '[0:0:0:0:0:0:0:1]',
  '[::FFFF:127.0.0.1]:8000',
  '[fe80::1]',
  'darkroom.local:8000',
  'Darkroom.Local.',
])('%s is a name of ours', (header) => {
  expect(verdict(header)).toBe(true)
})

test.each([
  'evil.com',
  'localhost.evil.com',
  '127.0.0.1.nip.io',
  'other.darkroom.local',
  'xlocalhost',
  '_.evil.com',
])('%s is refused', (header) => {
  expect(verdict(header)).toBe(false)
})

test.each([
  '',
  '.',
  ':8000',
  '999.1.1.1',
  '1.2.3.4.5',
  '0x100.0.0.0.1',
  '127.0.0.1:99999',
  'localhost@evil.com',
  'localhost:8000@evil.com',
  'user:pass@localhost',
  'localhost/evil.com',
  'localhost:80:80',
  'localhost:8o',
  'local host',
  'localhost,evil.com',
  '::1',
  '[::1',
  '[::g]',
  '[fe80::1%25eth0]',
  '[::1].evil.com',
  'löcalhost',
])('%s is no host', (header) => {
  expect(verdict(header)).toBeUndefined()
})
