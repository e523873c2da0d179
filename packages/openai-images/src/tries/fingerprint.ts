import { createHash } from 'node:crypto'
import { toCanonicalJson } from '@darkroom/foundation'
import type { SentRequest } from '../request/sent-request.ts'

const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex')

/** One name for what a request says. Not of its bytes: each try of a form has another boundary. */
export const fingerprintOf = (path: string, { fields, files }: SentRequest): string =>
  sha256(toCanonicalJson([path, fields, files.map(({ field, bytes }) => [field, sha256(bytes)])]))

/** One name for who asks: where from, and with which key. Neither can be read from it. */
export const clientOf = (client: string, authorization: string | undefined): string =>
  sha256(toCanonicalJson([client, authorization ?? '']))

/** One name for several. */
export const joined = (...names: readonly string[]): string => sha256(toCanonicalJson(names))
