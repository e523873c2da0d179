import { once } from 'node:events'
import { createServer, IncomingMessage, type Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '@darkroom/foundation'
import { getRequestListener } from '@hono/node-server'
import { answerBrokenRequests } from './connections/broken-request.ts'
import { oneAtATime } from './connections/one-at-a-time.ts'
import { refusedRequest } from './connections/refused-request.ts'
import { dropUnreadAnswers } from './connections/unread-answers.ts'
import { takeWebSockets } from './connections/web-sockets.ts'
import { createForwardedReader } from './security/forwarded.ts'
import { parseHost } from './security/host-name.ts'
import { StartError } from './start-error.ts'

export interface Listening extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

/** Milliseconds between looks for idle connections while stopping. */
const idleCheckMs = 20

/** The adapter makes the address of it and takes only what it spells itself; the guard reads what was sent. */
const spellHost = ({ headers }: IncomingMessage): void => {
  headers.host = parseHost(headers.host ?? '')?.host ?? 'localhost'
}

/**
 * Connections are kept longer than proxies keep them, 60 s as a rule: else one sends a POST on a connection that is just
 * being closed, which it may not send again. Headers may come for longer than that; a whole request has two minutes.
 */
const serverOptions = {
  keepAliveTimeout: 75_000,
  headersTimeout: 80_000,
  requestTimeout: 120_000,
  // Finds out that a machine is gone which waits in silence, as on a socket; in milliseconds of silence.
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
  // A missing Host is a problem of ours, with a body.
  requireHostHeader: false,
  // Any other is answered as if it were not there (RFC 9110, 7.8), as Node does while nobody takes upgrades. The adapter answers them
  // while it is the only listener, so what is to be done before is done here.
  shouldUpgradeCallback(incoming: IncomingMessage) {
    spellHost(incoming)
    return incoming.headers.upgrade?.toLowerCase() === 'websocket'
  },
}

type Fetch = Parameters<typeof getRequestListener>[0]

const sentence = (
  error: unknown,
  { host, port, portKey }: Pick<ListenOptions, 'host' | 'port' | 'portKey'>,
): string => {
  const code = errorCode(error)
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken by another program; stop it or set ${portKey} to another.`
  }
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user; set ${portKey} above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `BACKEND_HOST=${host} is no address of this machine.`
  }
  return `Cannot listen on ${host}:${port}: ${String(error)}`
}

const urlHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** Tells the app what a proxy on the list says of each request. Sockets are known by this very object, so it is no new one. */
function behindProxies(fetch: Fetch, proxies: readonly string[]): Fetch {
  const read = createForwardedReader(proxies)
  return (request, env) => {
    const { incoming } = env
    const forwarded = incoming instanceof IncomingMessage ? read(incoming) : undefined
    return fetch(request, forwarded === undefined ? env : Object.assign(env, { forwarded }))
  }
}

/** A server for the app, with what protects it from those who send badly, too much at once, or never read. */
export function createHttpServer(fetch: Fetch): Server {
  const toApp = getRequestListener(fetch, { errorHandler: refusedRequest })
  const { listener, underWay } = oneAtATime((incoming, outgoing) => {
    spellHost(incoming)
    void toApp(incoming, outgoing)
  })
  const server = createServer(serverOptions, listener)
  server.on('clientError', answerBrokenRequests(underWay))
  dropUnreadAnswers(server, underWay)
  return server
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  /** Name of the setting that has the port. */
  readonly portKey: 'BACKEND_PORT' | 'COMFYUI_DOOR_PORT'
  /** Seconds that answers under way have at the end. */
  readonly graceSeconds: number
  /** The most sockets that may be open. */
  readonly mostSockets: number
  /** Addresses and ranges whose `X-Forwarded-*` are believed. */
  readonly trustedProxies?: readonly string[]
}

/**
 * Serves until disposed: then accepts no more connections, gives answers under way the configured grace to end, and
 * closes the rest.
 */
export async function listen(
  app: Fetch,
  { host, port: wanted, portKey, graceSeconds, mostSockets, trustedProxies = [] }: ListenOptions,
): Promise<Listening> {
  const fetch = trustedProxies.length === 0 ? app : behindProxies(app, trustedProxies)
  const server = createHttpServer(fetch)
  const sockets = takeWebSockets(server, { fetch, most: mostSockets })
  server.listen(wanted, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new StartError(sentence(error, { host, port: wanted, portKey }), { cause: error })
  }
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : wanted

  return {
    url: `http://${urlHost(host)}:${port}`,
    port,
    [Symbol.asyncDispose]: async () => {
      const stopWaiting = new AbortController()
      const closed = once(server, 'close').finally(() => stopWaiting.abort())
      server.close()
      sockets.close()
      // A connection that becomes idle later would stay open, and could even send another request.
      const closeIdle = setInterval(() => server.closeIdleConnections(), idleCheckMs)
      const waited = await delay(graceSeconds * 1000, true, {
        signal: stopWaiting.signal,
        ref: false,
      }).catch(() => false)
      if (waited) {
        sockets.terminate()
        server.closeAllConnections()
      }
      await closed
      clearInterval(closeIdle)
    },
  }
}
