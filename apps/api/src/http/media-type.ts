import { MIMEType } from 'node:util'

export interface MediaType {
  /** Type and subtype in lower case. */
  readonly essence: string
  readonly charset: string | undefined
}

/** Reads a Content-Type as browsers do; undefined for one that is none. */
export function readMediaType(header: string | undefined): MediaType | undefined {
  if (header === undefined) return undefined
  try {
    const { essence, params } = new MIMEType(header)
    // Quotes of the wrong kind are common in programs that build headers by hand.
    return { essence, charset: params.get('charset')?.replace(/^'(.*)'$/, '$1') }
  } catch {
    return undefined
  }
}
