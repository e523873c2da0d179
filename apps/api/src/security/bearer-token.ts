import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

/** Its scheme may be in any case (RFC 9110, 11.1). */
const credentials = /^[\t ]*(bearer|basic)[\t ]+(.*?)[\t ]*$/i

const colon = ':'.charCodeAt(0)

/** The password, or the user's name where it stands alone: programs ask for a name, and we have none. */
function passwordIn(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  const at = bytes.indexOf(colon)
  const password = bytes.subarray(at + 1)
  return at === -1 || password.length > 0 ? password : bytes.subarray(0, at)
}

/** The token of an `Authorization` header. Headers come as bytes that Node reads as Latin-1; a token beyond ASCII is sent as UTF-8. */
function tokenIn(header: string): Buffer {
  const [, scheme = '', sent = ''] = credentials.exec(header) ?? []
  return scheme.toLowerCase() === 'basic' ? passwordIn(sent) : Buffer.from(sent, 'latin1')
}

export interface TokenCheck {
  /** Whether an `Authorization` header has the token: as Bearer, or as the password of Basic. */
  inHeader(header: string | undefined): boolean
  /** Whether a parameter of the address is the token. */
  inQuery(value: string | undefined): boolean
}

/** Compares tokens with the one that is set, in constant time. */
export function createTokenCheck(token: string): TokenCheck {
  const expected = digest(Buffer.from(token, 'utf8'))
  const isRight = (given: Buffer): boolean => timingSafeEqual(digest(given), expected)
  return {
    inHeader: (header = '') => isRight(tokenIn(header)),
    inQuery: (value = '') => isRight(Buffer.from(value, 'utf8')),
  }
}
