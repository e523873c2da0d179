import { expect, test } from 'vitest'
import { readWebhookHost, urlObstacle } from './webhook-hosts.ts'

const hosts = ['hooks.example', 'hooks.example:8443', 'http://localhost:9000', 'http://[::1]:9001']
  .map(readWebhookHost)
  .filter((host) => host !== undefined)

test.each([
  'http://hooks.example',
  'http://192.168.1.2:80',
  'http://127.0.0.1.nip.io:80',
  'http://localhost:9000/path',
  'http://user@localhost:9000',
  'https://hooks.example',
  '127.0.0.1',
  '[::1]',
  '*.example',
  'a b',
])('%s is no host to be listed', (text) => {
  expect(readWebhookHost(text)).toBeUndefined()
})

test.each([
  'https://hooks.example/a?b=c',
  'https://HOOKS.example:443/',
  'https://hooks.example:8443/',
  'http://localhost:9000/',
  'http://[::1]:9001/',
])('%s may be told things', (url) => {
  expect(urlObstacle(new URL(url), hosts)).toBeUndefined()
})

test.each([
  ['http://hooks.example/', 'must be an https URL'],
  ['ftp://hooks.example/', 'must be an https URL'],
  ['https://other.example/', 'must be of a host that WEBHOOK_HOSTS lists'],
  ['https://hooks.example.evil.example/', 'must be of a host that WEBHOOK_HOSTS lists'],
  ['https://user:word@hooks.example/', 'must not have a user name'],
  ['https://hooks.example:9443/', 'must have a port'],
  ['http://localhost:9001/', 'must have a port'],
  ['https://localhost:9000/', 'must have a port and scheme'],
  ['http://127.0.0.1:9000/', 'must be an https URL'],
  ['http://0x7f.1:9000/', 'must be an https URL'],
  ['http://169.254.169.254/latest', 'must be an https URL'],
])('%s may not', (url, why) => {
  expect(urlObstacle(new URL(url), hosts)).toContain(why)
})
