/** A Host header that was understood. */
export interface HostName {
  /** Lower case, without port, brackets and trailing dot. */
  readonly name: string
  /** As URLs spell it: `[::1]` for `[0:0:0:0:0:0:0:1]`, with its port unless that is 80. */
  readonly host: string
}

const form = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{0,5})?$/i

function understand(header: string): HostName | undefined {
  const url = form.test(header) ? URL.parse(`http://${header}`) : null
  if (url === null) return undefined
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  return name === '' ? undefined : { name, host: url.host }
}

/** The one before, for nearly all requests call a server by the same name, each of them parsed thrice. */
let last: { readonly header: string; readonly name: HostName | undefined } | undefined

/** Understands a Host header; undefined when it names no host, as `999.1.1.1` or `a:b` do. */
export function parseHost(header: string): HostName | undefined {
  if (last?.header !== header) last = { header, name: understand(header) }
  return last.name
}
