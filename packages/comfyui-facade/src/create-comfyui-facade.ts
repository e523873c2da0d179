import { type Door, DoorError } from '@darkroom/door-ports'
import { type Clock, systemClock } from '@darkroom/foundation'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { UpgradeWebSocket } from 'hono/ws'
import type { FacadeHouse } from './facade-house.ts'
import { createHiddenHistory } from './history/hidden-history.ts'
import { historyRoutes } from './history/history-routes.ts'
import { mostBytes } from './http/most-bytes.ts'
import { refusal } from './http/refusal.ts'
import { jobsRoutes } from './jobs-api/jobs-routes.ts'
import { poolRoutes } from './pool/pool-routes.ts'
import { promptRoutes } from './prompt/prompt-routes.ts'
import { queueRoutes } from './queue/queue-routes.ts'
import { Hub } from './socket/hub.ts'
import { listen } from './socket/listen.ts'
import { socketRoutes } from './socket/socket-routes.ts'
import { createUploadNames } from './uploads/upload-names.ts'
import { uploadRoutes } from './uploads/upload-routes.ts'
import { userRoutes } from './user/user-routes.ts'
import { viewRoutes } from './view/view-routes.ts'

export interface ComfyuiFacadeOptions {
  /** Where its paths are below another server's, such as `/comfyui`; without it they are there as well, for a port of its own. Default: none. */
  readonly basePath?: string
  /** Of the server that the door is served by, such as that of `@hono/node-server`. */
  readonly upgradeWebSocket: UpgradeWebSocket
  readonly clock?: Pick<Clock, 'now'>
}

/** A ComfyUI, in front of the house: its routes, each with and without `/api`, and its socket. Hears the news of jobs until the house stops. */
export function createComfyuiFacade(
  house: FacadeHouse,
  { basePath = '', upgradeWebSocket, clock = systemClock }: ComfyuiFacadeOptions,
): Door {
  const names = createUploadNames(house.keep)
  const hidden = createHiddenHistory(house.keep)
  const hub = new Hub(house, clock)
  void listen(hub, house)

  const routes = [
    promptRoutes(house, names),
    queueRoutes(house),
    historyRoutes(house, hidden),
    viewRoutes(house, names),
    uploadRoutes(house, names),
    poolRoutes(house),
    userRoutes(),
    socketRoutes(hub, upgradeWebSocket),
  ]
  const app = new Hono()
  app.use(
    bodyLimit({
      maxSize: mostBytes,
      onError: () => refusal(new DoorError(413, 'too_large', 'The body is larger than 64 MiB.')),
    }),
  )
  for (const base of new Set(['', basePath])) {
    for (const prefix of ['', '/api']) {
      for (const one of routes) app.route(`${base}${prefix}` || '/', one)
    }
    // These exist with `/api` alone, as ComfyUI's do.
    app.route(`${base}/api`, jobsRoutes(house, hidden))
    app.get(base || '/', (c) =>
      c.text(`Darkroom ${house.version}, in front of ComfyUI. There is no page here.\n`),
    )
  }
  app.onError((error) => refusal(house.toDoorError(error)))
  // By these two clients see whether a ComfyUI has a route: unknown ones that write are said to be of another method.
  app.notFound((c) =>
    refusal(
      c.req.method === 'GET' || c.req.method === 'HEAD'
        ? new DoorError(404, 'not_found', 'There is no such route.')
        : new DoorError(405, 'method_not_allowed', 'There is no such route.', {
            headers: { Allow: 'GET, HEAD' },
          }),
    ),
  )
  return {
    name: 'comfyui-facade',
    app,
    owns: (path) => basePath === '' || path === basePath || path.startsWith(`${basePath}/`),
    refuse: refusal,
  }
}
