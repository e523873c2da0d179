import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** As Standard Webhooks has them: `whsec_` and 24 to 64 bytes in base64. */
const secretPattern = /^whsec_([A-Za-z0-9+/]+={0,2})$/

export const isSecret = (text: string): boolean => {
  const [, code] = secretPattern.exec(text) ?? []
  const bytes = Buffer.from(code ?? '', 'base64')
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === code
}

export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

const ivBytes = 12
const tagBytes = 16
const keyBytes = 32

const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'darkroom: secrets of webhooks', keyBytes))

/**
 * Secrets as they are kept, in the queue's log and its copies: sealed with the server's own, so that who reads those cannot
 * sign in our name. The first of these seals; any opens.
 */
export class WebhookSecrets {
  /** Those of the server, which sign where there is no other. */
  readonly own: readonly string[]
  readonly #keys: readonly Buffer[]

  constructor(own: readonly string[]) {
    this.own = own
    this.#keys = own.map(keyOf)
  }

  seal(secret: string): string {
    const [key] = this.#keys
    if (key === undefined) throw new TypeError('There is no WEBHOOK_SECRET')
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  /** What was sealed; undefined where it was with a secret that the server no longer has. */
  open(sealed: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url')
    for (const key of this.#keys) {
      const secret = openWith(key, bytes)
      if (secret !== undefined) return secret
    }
    return undefined
  }
}

const openWith = (key: Buffer, bytes: Buffer): string | undefined => {
  try {
    const tagEnd = ivBytes + tagBytes
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAuthTag(bytes.subarray(ivBytes, tagEnd))
    return decipher.update(bytes.subarray(tagEnd)).toString() + decipher.final('utf8')
  } catch {
    // Sealed with another key.
    return undefined
  }
}
