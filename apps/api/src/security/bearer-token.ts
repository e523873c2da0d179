import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

/** The token of an `Authorization` header; its scheme may be in any case (RFC 9110, 11.1). */
const tokenIn = (header: string): string | undefined =>
  /^[\t ]*bearer[\t ]+(.*?)[\t ]*$/i.exec(header)?.[1]

/** Compares the token of an `Authorization` header with the one that is set, in constant time. */
export function createTokenCheck(token: string): (header: string | undefined) => boolean {
  const expected = digest(Buffer.from(token, 'utf8'))
  return (header = '') => {
    // Headers come as bytes that Node reads as Latin-1; a token beyond ASCII is sent as UTF-8.
    const given = digest(Buffer.from(tokenIn(header) ?? '', 'latin1'))
    return timingSafeEqual(given, expected)
  }
}
