import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '@darkroom/foundation'
import { createAdaptorServer } from '@hono/node-server'
import type { Config } from './config/config-schema.ts'
import { answerBrokenRequest } from './http/broken-request.ts'
import { StartError } from './start-error.ts'

interface Listening extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

/** Milliseconds between looks for idle connections while stopping. */
const idleCheckMs = 20

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

const sentence = (error: unknown, host: string, port: number): string => {
  const code = errorCode(error)
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken by another program; stop it or set BACKEND_PORT to another.`
  }
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user; set BACKEND_PORT above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `BACKEND_HOST=${host} is no address of this machine.`
  }
  return `Cannot listen on ${host}:${port}: ${String(error)}`
}

const urlHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/**
 * Serves until disposed: then accepts no more connections, gives answers under way the configured grace to end, and
 * closes the rest.
 */
export async function listen(fetch: Fetch, config: Config): Promise<Listening> {
  const { BACKEND_HOST: host, BACKEND_PORT: wanted, SHUTDOWN_GRACE_SECONDS: grace } = config
  const server = createAdaptorServer({
    fetch,
    serverOptions: { requestTimeout: 60_000, headersTimeout: 10_000 },
  })
  server.on('clientError', answerBrokenRequest)
  server.listen(wanted, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new StartError(sentence(error, host, wanted), { cause: error })
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
      // A connection that becomes idle later would stay open, and could even send another request.
      const closeIdle = setInterval(() => {
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }, idleCheckMs)
      const waited = await delay(grace * 1000, true, {
        signal: stopWaiting.signal,
        ref: false,
      }).catch(() => false)
      if (waited && 'closeAllConnections' in server) server.closeAllConnections()
      await closed
      clearInterval(closeIdle)
    },
  }
}
