import { type ListedHost, readListedHost } from '@darkroom/input-pictures'

/** A host to which messages may be sent. */
export interface WebhookHost extends ListedHost {
  /** A program on this very machine, which is spoken to without TLS. */
  readonly isLoopback: boolean
}

/** Names and addresses of this machine, as URLs spell them. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Reads `name`, `name:port`, or `http://localhost:port`; undefined for anything else. */
export const readWebhookHost = (text: string): WebhookHost | undefined => {
  if (!text.startsWith('http://')) {
    const host = readListedHost(text)
    return host && { ...host, isLoopback: false }
  }
  const url = URL.parse(text)
  const isPlain = url !== null && text.replace(/\/$/, '') === url.origin
  return isPlain && loopback.test(url.hostname)
    ? { name: url.hostname, port: url.port, isLoopback: true }
    : undefined
}

/** Why nothing is sent to the URL; undefined where it may be. */
export const urlObstacle = (
  url: Pick<URL, 'protocol' | 'username' | 'password' | 'hostname' | 'port' | 'hash'>,
  hosts: readonly WebhookHost[],
): string | undefined => {
  const { protocol, username, password, hostname, port } = url
  if (username !== '' || password !== '') return 'must not have a user name or password'
  const wanted = hosts.filter(({ name }) => name === hostname)
  const isListed = wanted.some(
    (host) => host.port === port && protocol === (host.isLoopback ? 'http:' : 'https:'),
  )
  if (isListed) return undefined
  if (protocol !== 'https:' && !wanted.some(({ isLoopback }) => isLoopback)) {
    return 'must be an https URL'
  }
  return wanted.length === 0
    ? `must be of a host that WEBHOOK_HOSTS lists, which ${hostname} is not`
    : `must have a port and scheme that WEBHOOK_HOSTS lists for ${hostname}`
}
