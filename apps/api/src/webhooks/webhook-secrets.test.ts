import { expect, test } from 'vitest'
import { isSecret, newSecret, WebhookSecrets } from './webhook-secrets.ts'

const [old, present, other] = [newSecret(), newSecret(), newSecret()]

test('a secret is whsec_ and 24 to 64 bytes', () => {
  expect(isSecret(newSecret())).toBe(true)
  expect(isSecret(`whsec_${Buffer.alloc(24).toString('base64')}`)).toBe(true)
  expect(isSecret(`whsec_${Buffer.alloc(23).toString('base64')}`)).toBe(false)
  expect(isSecret(`whsec_${Buffer.alloc(65).toString('base64')}`)).toBe(false)
  expect(isSecret('whsec_not base64, and long enough for a secret')).toBe(false)
  expect(isSecret(newSecret().slice(6))).toBe(false)
})

test('what was sealed is opened while the secret that sealed it is known', () => {
  const sealed = new WebhookSecrets([old]).seal(other)
  expect(sealed).not.toContain(other.slice(6, 20))
  expect(new WebhookSecrets([old]).seal(other)).not.toBe(sealed)
  expect(new WebhookSecrets([present, old]).open(sealed)).toBe(other)
  expect(new WebhookSecrets([present]).open(sealed)).toBeUndefined()
})

test('what was changed since it was sealed is not opened', () => {
  const secrets = new WebhookSecrets([present])
  const bytes = Buffer.from(secrets.seal(other), 'base64url')
  for (const at of [0, 12, 28, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(secrets.open(changed.toString('base64url'))).toBeUndefined()
  }
  expect(secrets.open('')).toBeUndefined()
  expect(secrets.open('rubbish')).toBeUndefined()
})
