import type { LoadedConfig } from '@darkroom/api'
import type { Environment } from './choose-comfyui.ts'
import { freePort } from './free-port.ts'

/** `url` is where the page finds the API; `environment` is what the API is told for that. */
export interface ChosenApi {
  readonly url: string
  readonly environment: Environment
}

const toHost = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** Where the API listens by its configuration; of any free port, one for all of its starts, for the page goes on meanwhile. */
export async function chooseApi({
  BACKEND_HOST,
  BACKEND_PORT,
}: Pick<LoadedConfig['config'], 'BACKEND_HOST' | 'BACKEND_PORT'>): Promise<ChosenApi> {
  const port = BACKEND_PORT === 0 ? await freePort() : BACKEND_PORT
  return {
    url: `http://${toHost(BACKEND_HOST)}:${port}`,
    environment: BACKEND_PORT === 0 ? { BACKEND_PORT: String(port) } : {},
  }
}
