import { parseAccept } from 'hono/utils/accept'

/** Whether `Accept-Encoding` takes gzip: by its name, else by the star; `q=0` refuses (RFC 9110, 12.5.3). */
export function acceptsGzip(header: string | undefined): boolean {
  if (header === undefined) return false
  const accepted = parseAccept(header)
  const named = accepted.find(({ type }) => /^(?:x-)?gzip$/i.test(type))
  return ((named ?? accepted.find(({ type }) => type === '*'))?.q ?? 0) > 0
}
