import { expect, test } from 'vitest'
import { isHostAllowed } from './host-guard.ts'

const allowed = new Set(['darkroom.local'])

test.each([
  'localhost',
  'localhost:8000',
  'LOCALHOST:8000',
  'localhost.:8000',
  'app.localhost:8000',
  '127.0.0.1:8000',
  '0.0.0.0:8000',
  '192.168.1.20',
  '[::1]:8000',
  '[::ffff:127.0.0.1]:8000',
  'darkroom.local:8000',
])('%s is a name of ours', (host) => {
  expect(isHostAllowed(host, allowed)).toBe(true)
})

test.each([
  '',
  'evil.com',
  'localhost.evil.com',
  '127.0.0.1.nip.io',
  'localhost@evil.com',
  'localhost:8000@evil.com',
  'user:pass@localhost',
  'localhost/evil.com',
  'localhost:80:80',
  '::1',
  'other.darkroom.local',
  'xlocalhost',
])('%s is refused', (host) => {
  expect(isHostAllowed(host, allowed)).toBe(false)
})
