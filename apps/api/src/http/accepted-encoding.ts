import { parseAccept } from 'hono/utils/accept'

/** Content encodings that we know. */
export type Encoding = 'br' | 'gzip'

const names: Readonly<Record<Encoding, RegExp>> = { br: /^br$/i, gzip: /^(?:x-)?gzip$/i }

/**
 * The encoding of those offered that `Accept-Encoding` likes best, of equals the first; each by its name, else by the star; `q=0`
 * refuses (RFC 9110, 12.5.3). Undefined when it takes none.
 */
export function acceptedEncoding(
  header: string | undefined,
  offered: readonly Encoding[],
): Encoding | undefined {
  if (header === undefined) return undefined
  const accepted = parseAccept(header)
  const star = accepted.find(({ type }) => type === '*')
  const quality = (encoding: Encoding): number =>
    (accepted.find(({ type }) => names[encoding].test(type)) ?? star)?.q ?? 0
  const [best] = offered.toSorted((a, b) => quality(b) - quality(a))
  return best === undefined || quality(best) === 0 ? undefined : best
}
