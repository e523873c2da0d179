import type { ComfyClient, ComfyClientOptions } from './comfy-client.ts'
import { ComfyError } from './errors.ts'
import { parseBaseUrl } from './http/base-url.ts'
import { createExchange } from './http/exchange.ts'
import { createHttp } from './http/http.ts'
import { createCancel } from './routes/cancel.ts'
import { createJobRoutes } from './routes/job-routes.ts'
import { createLocate } from './routes/locate.ts'
import { createModelRoutes } from './routes/model-routes.ts'
import { createHistoryRoutes, createQueueRoutes } from './routes/queue-routes.ts'
import { createServerRoutes } from './routes/server-routes.ts'
import { createSubmit } from './routes/submit.ts'
import { createUploadRoutes } from './routes/upload-routes.ts'
import { createViewRoute } from './routes/view.ts'
import { createRun } from './run/run.ts'
import { createSocket } from './socket/create-socket.ts'
import type { ComfySocket } from './socket.ts'

/** Creates the client of one ComfyUI server. Connects on the first call. */
export function createComfyClient({
  baseUrl,
  timeoutMs = 10_000,
  submitTimeoutMs = 60_000,
  maxJsonBytes = 64 * 1024 * 1024,
  headers: extraHeaders = {},
}: ComfyClientOptions): ComfyClient {
  requirePositive({ timeoutMs, submitTimeoutMs, maxJsonBytes })
  const base = parseBaseUrl(baseUrl)
  const headers = { ...base.headers, ...extraHeaders }
  const exchange = createExchange({ base, headers, stallMs: timeoutMs })
  const http = createHttp({ exchange, href: base.href, timeoutMs, maxJsonBytes })
  const sockets = new Set<ComfySocket>()

  const queueRoutes = createQueueRoutes(http)
  const historyRoutes = createHistoryRoutes(http)
  const jobRoutes = createJobRoutes(http)
  const submit = createSubmit({ http, submitTimeoutMs })
  const locate = createLocate({ ...queueRoutes, ...historyRoutes })
  const cancel = createCancel({ ...queueRoutes, ...jobRoutes, locate })
  const connect: ComfyClient['connect'] = (options) => {
    const socket = createSocket({
      ...options,
      socketHref: base.socketHref,
      headers,
      onClose: () => sockets.delete(socket),
    })
    sockets.add(socket)
    return socket
  }

  return {
    baseUrl: base.href,
    ...createServerRoutes(http),
    ...createModelRoutes(http),
    ...queueRoutes,
    ...historyRoutes,
    ...jobRoutes,
    ...createViewRoute(http),
    ...createUploadRoutes(http),
    submit,
    locate,
    cancel,
    connect,
    run: createRun({ connect, submit, locate, cancel, history: historyRoutes.history }),
    async [Symbol.asyncDispose]() {
      await exchange[Symbol.asyncDispose]()
      await Promise.all([...sockets].map((socket) => socket.close()))
    },
  }
}

function requirePositive(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!(value > 0)) throw new ComfyError(`${name} must be greater than 0, not ${value}`)
  }
}
