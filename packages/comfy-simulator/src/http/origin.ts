import type { IncomingMessage } from 'node:http'

const nameAndPort = (text: string): { name: string; port: string } => {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  const port = /:(\d+)$/.exec(text)?.[1] ?? ''
  return { name: url?.hostname ?? '', port }
}

const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || /^127\./.test(name)

/** Whether another site's page sends the request, by the browser's headers; following a link does not count. */
export const isCrossSite = ({ method, url, headers }: IncomingMessage): boolean => {
  const isNavigation =
    method === 'GET' &&
    url === '/' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  return headers['sec-fetch-site'] === 'cross-site' && !isNavigation
}

/** Whether a page of another origin sends the request, which a server on a loopback address refuses. */
export const isForeignOrigin = ({ headers }: IncomingMessage): boolean => {
  const { host, origin } = headers
  if (host === undefined || origin === undefined) return false
  const [own, other] = [nameAndPort(host), nameAndPort(origin)]
  if (own.name === '' || other.name === '' || origin === 'null' || !isLoopback(own.name))
    return false
  const ignoresPort = own.port === '' || other.port === ''
  return own.name !== other.name || (!ignoresPort && own.port !== other.port)
}
