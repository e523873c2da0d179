import type { Door } from '@darkroom/door-ports'
import { createApp } from './app.ts'
import type { Config } from './config/config-schema.ts'
import { createDoorApp } from './doors/door-app.ts'
import { facadePath } from './doors/facade-path.ts'
import { type Listening, type ListenOptions, listen } from './listen.ts'
import type { Services } from './services.ts'
import { StartError } from './start-error.ts'

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
    trustedProxies: config.TRUSTED_PROXIES,
  })

/**
 * Answers at the port of everything, and at that of the ComfyUI that we are, where one is set: most of its clients know a host and a port, and
 * no path.
 * @throws StartError
 */
export async function serve(services: Services, doors: readonly Door[]): Promise<Serving> {
  const { config } = services
  const { BACKEND_PORT, COMFYUI_DOOR_PORT } = config
  const door = doors.find(({ owns }) => owns(facadePath))
  if (COMFYUI_DOOR_PORT !== undefined && door === undefined) {
    throw new StartError('COMFYUI_DOOR_PORT is set, but comfyui is not among DOORS.')
  }
  await using stack = new AsyncDisposableStack()
  const app = createApp(services, doors)
  const main = stack.use(
    await listenAt(app.fetch, config, { port: BACKEND_PORT, portKey: 'BACKEND_PORT' }),
  )
  const facade =
    COMFYUI_DOOR_PORT === undefined || door === undefined
      ? undefined
      : stack.use(
          await listenAt(createDoorApp(services, door).fetch, config, {
            port: COMFYUI_DOOR_PORT,
            portKey: 'COMFYUI_DOOR_PORT',
          }),
        )
  const resources = stack.move()
  return { main, facade, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}
