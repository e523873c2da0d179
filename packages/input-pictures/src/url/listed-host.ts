import ipaddr from 'ipaddr.js'
import { UrlRefusedError } from '../errors.ts'

/** A host from which pictures may be fetched, and its port. */
export interface ListedHost {
  /** In lower case, as URLs spell it: punycode for other scripts. */
  readonly name: string
  /** `''` is 443. */
  readonly port: string
}

const name = /^[a-z0-9](?:[a-z0-9-]|\.(?!\.|$))*$/

const isAddress = (hostname: string): boolean => ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''))

/** Reads `name` or `name:port`; undefined for anything else, addresses among it: a certificate is for a name. */
export function readListedHost(text: string): ListedHost | undefined {
  const url = /^[^\s/?#@\\]+$/.test(text) ? URL.parse(`https://${text}`) : null
  if (url === null || isAddress(url.hostname)) return undefined
  const { hostname, port } = url
  return name.test(hostname) ? { name: hostname, port } : undefined
}

/** Throws `UrlRefusedError` unless the URL is `https`, of a listed host and port, and without credentials. */
export function checkUrl(url: URL, hosts: readonly ListedHost[]): void {
  const { protocol, username, password, hostname, port } = url
  if (protocol !== 'https:') {
    throw new UrlRefusedError('not-https', `Only https URLs are fetched, not ${protocol}`)
  }
  if (username !== '' || password !== '') {
    throw new UrlRefusedError('credentials', 'A URL with a user name or password is not fetched')
  }
  const ports = hosts.filter(({ name }) => name === hostname).map((host) => host.port)
  if (ports.length === 0) {
    throw new UrlRefusedError('host-not-listed', `Nothing is fetched from ${hostname}`)
  }
  if (!ports.includes(port)) {
    throw new UrlRefusedError(
      'port-not-listed',
      `Nothing is fetched from port ${port || 443} of ${hostname}`,
    )
  }
}
