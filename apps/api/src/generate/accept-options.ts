import { createHash } from 'node:crypto'
import { toCanonicalJson } from '@darkroom/foundation'
import type { AcceptOptions } from '@darkroom/generation'
import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { clientAddress } from '../security/caller.ts'

/** Printable ASCII, as the IETF draft's structured-field string; quotes around the key are allowed. */
const keyPattern = /^[\x21-\x7e]{1,255}$/

/** The header for the OpenAPI document. In the request's schema it would be a required argument of typed clients. */
export const acceptParameters = {
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header' as const,
      description:
        'Sent again with the same key, a request begins nothing new and is answered alike.',
      schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
    },
  ],
}

/**
 * Options of an accepted request: the client by its address, the key of the `Idempotency-Key` header, scoped by route,
 * and a fingerprint of the validated body. Without the header there is no key: two equal prompts with random seeds are
 * two wishes.
 */
export function acceptOptions(c: Context<AppEnv>, body: unknown): AcceptOptions {
  const client = clientAddress(c.env) ?? ''
  const header = c.req.header('idempotency-key')
  if (header === undefined) return { client }
  const key = header.trim().replace(/^"(.*)"$/, '$1')
  if (!keyPattern.test(key)) {
    throw new ProblemError(
      400,
      'invalid_idempotency_key',
      'The Idempotency-Key must be 1 to 255 printable characters without spaces.',
    )
  }
  return {
    client,
    idempotencyKey: `${c.req.method} ${c.req.path} ${key}`,
    fingerprint: createHash('sha256').update(toCanonicalJson(body)).digest('hex'),
  }
}

/** The header that marks an answer given before. */
export const replayed = (created: boolean): Record<string, string> =>
  created ? {} : { 'idempotent-replayed': 'true' }
