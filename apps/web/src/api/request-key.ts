/**
 * A key that no other press of a button has: the same request sent again with it is done once. `crypto.randomUUID` is there for pages by
 * https alone.
 */
export const requestKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
