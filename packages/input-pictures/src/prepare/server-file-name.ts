/** Hexadecimal digits of the hash in a name: 128 bits tell all files apart. */
const digits = 32

/** The name of an input on a server, which says what it is and nothing that anybody wrote. */
export function serverFileName(sha256: string, extension: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError(`Expected a SHA-256, got ${sha256}`)
  if (!/^[a-z0-9]{1,8}$/.test(extension))
    throw new TypeError(`Expected an extension, got ${extension}`)
  return `darkroom_${sha256.slice(0, digits)}.${extension}`
}

/** The first digits of the hash that such a name has; undefined for any other name. */
export const digitsInName = (name: string): string | undefined =>
  /^darkroom_([0-9a-f]{32})\.[a-z0-9]{1,8}$/.exec(name)?.[1]
