import { once } from 'node:events'
import { createServer as createHttpServer, type Server } from 'node:http'
import { errorCode } from '@darkroom/foundation'
import { createLogger, createServer, type Logger } from 'vite'

/** Ports that are tried, one after the other. */
const mostPorts = 20

/** Listens on `first`, or on the next port that is free. */
async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; ; port += 1) {
    server.listen(port, 'localhost')
    try {
      await once(server, 'listening')
      return port
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE' || port === first + mostPorts - 1) throw error
    }
  }
}

/** Says once, not for each request, that the API is away: that is told to who asks. */
function quietLogger(): Logger {
  const logger = createLogger('warn', { prefix: '[page]' })
  const { error } = logger
  return {
    ...logger,
    error: (message, options) => {
      if (!message.includes('http proxy error')) error(message, options)
    },
  }
}

/**
 * Serves the page from its sources in `root`, with hot reload, on `port` of localhost or the next that is free. The API's paths go to
 * `api`. In the middle of a server of our own, for Vite's would end this process by itself when that is told to stop.
 */
export async function startPage({
  root,
  api,
  port,
}: {
  readonly root: string
  readonly api: string
  readonly port: number
}): Promise<AsyncDisposable & { readonly url: string; readonly port: number }> {
  await using stack = new AsyncDisposableStack()
  const server = createHttpServer()
  process.env.DARKROOM_URL = api
  const vite = await createServer({
    root,
    customLogger: quietLogger(),
    clearScreen: false,
    server: { middlewareMode: { server }, ws: { server } },
  })
  stack.defer(() => vite.close())
  server.on('request', vite.middlewares)
  const used = await listen(server, port)
  stack.defer(async () => {
    server.closeAllConnections()
    await server[Symbol.asyncDispose]()
  })
  const resources = stack.move()
  return {
    url: `http://localhost:${used}/`,
    port: used,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
