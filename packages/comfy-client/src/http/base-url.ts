import { ComfyError } from '../errors.ts'

/** The parts of a base URL. */
export interface BaseUrl {
  /** The URL for display and as a prefix: no credentials, no final slash. */
  readonly href: string
  readonly socketHref: string
  /** The header `authorization`, if the URL held credentials. */
  readonly headers: Readonly<Record<string, string>>
}

export function parseBaseUrl(baseUrl: string | URL): BaseUrl {
  const url = URL.parse(String(baseUrl))
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash) {
    throw new ComfyError(
      `baseUrl must be an http or https URL without query and fragment, not "${redact(baseUrl)}"`,
    )
  }
  const place = `${url.host}${url.pathname.replace(/\/+$/, '')}`
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return {
    href: `${url.protocol}//${place}`,
    socketHref: `${url.protocol === 'https:' ? 'wss:' : 'ws:'}//${place}`,
    headers:
      credentials === ':'
        ? {}
        : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
  }
}

/** A time limit in words. */
export const durationText = (ms: number): string =>
  ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} seconds`

const redact = (baseUrl: string | URL): string => String(baseUrl).replace(/\/\/[^/@]*@/, '//')
