import type { Door } from '@darkroom/door-ports'
import { type Listening, listen } from '../listen.ts'
import type { Services } from '../services.ts'
import { StartError } from '../start-error.ts'
import { createDoorApp } from './door-app.ts'
import { facadePath } from './facade-path.ts'

/**
 * Serves the door that is a ComfyUI on a port of its own, where one is set: most of its clients know a host and a port, and no path.
 * @throws StartError
 */
export async function listenAsComfyui(
  services: Services,
  doors: readonly Door[],
): Promise<Listening | undefined> {
  const { config } = services
  const port = config.COMFYUI_DOOR_PORT
  if (port === undefined) return undefined
  const door = doors.find(({ owns }) => owns(facadePath))
  if (door === undefined) {
    throw new StartError('COMFYUI_DOOR_PORT is set, but comfyui is not among DOORS.')
  }
  return await listen(createDoorApp(services, door).fetch, {
    host: config.BACKEND_HOST,
    port,
    portKey: 'COMFYUI_DOOR_PORT',
    graceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    mostSockets: config.EVENT_STREAM_LIMIT,
  })
}
