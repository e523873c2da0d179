import { createApp } from './app.ts'
import type { Config } from './config/config-schema.ts'
import { createDoorApp } from './doors/door-app.ts'
import type { OpenDoors } from './doors/open-doors.ts'
import { type Listening, type ListenOptions, listen } from './listen.ts'
import type { Services } from './services.ts'

export interface Serving extends AsyncDisposable {
  readonly main: Listening
  /** At a port of its own. */
  readonly facade: Listening | undefined
}

type Fetch = Parameters<typeof listen>[0]

const listenAt = (
  fetch: Fetch,
  config: Config,
  place: Pick<ListenOptions, 'port' | 'portKey'>,
): Promise<Listening> =>
  listen(fetch, {
    ...place,
    host: config.BACKEND_HOST,
    graceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    mostSockets: config.EVENT_STREAM_LIMIT,
  })

/** Answers at the port of everything, and at that of the ComfyUI that we are where it has one. @throws StartError */
export async function serve(
  services: Services,
  { doors, openFacade }: OpenDoors,
): Promise<Serving> {
  const { config } = services
  await using stack = new AsyncDisposableStack()
  const { BACKEND_PORT, COMFYUI_DOOR_PORT } = config
  const app = createApp(services, doors)
  const main = stack.use(
    await listenAt(app.fetch, config, { port: BACKEND_PORT, portKey: 'BACKEND_PORT' }),
  )
  const door = COMFYUI_DOOR_PORT === undefined ? undefined : openFacade()
  const facade =
    door &&
    stack.use(
      await listenAt(createDoorApp(services, door).fetch, config, {
        port: COMFYUI_DOOR_PORT ?? 0,
        portKey: 'COMFYUI_DOOR_PORT',
      }),
    )
  const resources = stack.move()
  return { main, facade, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}
