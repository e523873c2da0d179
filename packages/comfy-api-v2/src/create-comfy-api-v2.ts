import type { Door } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { createAssetIndex } from './assets/asset-index.ts'
import { addAssetRoutes } from './assets/asset-routes.ts'
import { missing } from './errors/api-v2-error.ts'
import { toAnswer } from './errors/to-answer.ts'
import { addEventRoutes } from './events/event-routes.ts'
import { addHealthRoute } from './health.ts'
import { Canceling } from './jobs/canceling.ts'
import { addJobRoutes } from './jobs/job-routes.ts'
import { createJobWatch } from './jobs/job-watch.ts'
import type { ApiV2House, Services } from './services.ts'

export interface ComfyApiV2Options {
  /** Milliseconds of silence on an event stream before a comment is sent. Default 10,000; clients give up after 45,000. */
  readonly heartbeatMs?: number
  /** Milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number
}

/** The Comfy API v2 at `/api/v2`, as `@comfyorg/sdk` and its sisters speak it, over the house's jobs and pictures. */
export function createComfyApiV2(
  house: ApiV2House,
  { heartbeatMs = 10_000, now = Date.now }: ComfyApiV2Options = {},
): Door {
  const services: Services = {
    house,
    index: createAssetIndex(house.keep),
    watch: createJobWatch(house),
    canceling: new Canceling(),
    now,
  }
  const app = new Hono()
  addHealthRoute(app, house)
  addJobRoutes(app, services)
  addEventRoutes(app, services, { heartbeatMs })
  addAssetRoutes(app, services)
  app.notFound((c) => toAnswer(missing(`${c.req.method} ${c.req.path.slice(0, 200)} in API v2`)))
  app.onError((error) => toAnswer(house.toDoorError(error)))
  return {
    name: 'comfy-api-v2',
    app,
    owns: (path) => path === '/api/v2' || path.startsWith('/api/v2/'),
    refuse: toAnswer,
  }
}
