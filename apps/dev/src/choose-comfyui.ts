import { resolve } from 'node:path'
import type { LoadedConfig } from '@darkroom/api'
import { freePort } from './free-port.ts'

/** How long a ComfyUI may take to answer before a simulated one takes its place, in milliseconds. */
const answerLimitMs = 2000

export type Environment = Readonly<Record<string, string>>

/** `port` is where a simulated ComfyUI is to run, when one is to; `environment` is what Darkroom is told then. */
export interface ChosenComfyui {
  readonly port?: number
  readonly environment: Environment
}

const answers = async (url: string): Promise<boolean> => {
  try {
    const signal = AbortSignal.timeout(answerLimitMs)
    return (await fetch(`${url}/system_stats`, { signal })).ok
  } catch {
    return false
  }
}

/**
 * A ComfyUI that somebody named is used, whether it answers or not; without a name the one on this machine when it answers, else a
 * simulated one. Simulated pictures, and the jobs that made them, stay in `.dev` unless other folders are named.
 */
export async function chooseComfyui(
  { config, sources }: Pick<LoadedConfig, 'config' | 'sources'>,
  root: string,
): Promise<ChosenComfyui> {
  const found = await Promise.all(config.COMFYUI_API_URL.map(answers))
  if (sources.COMFYUI_API_URL !== undefined || found.includes(true)) return { environment: {} }
  const port = await freePort()
  const folders = { GALLERY_STORAGE_PATH: 'gallery', STATE_PATH: 'state' }
  const own = Object.entries(folders)
    .filter(([key]) => sources[key] === undefined)
    .map(([key, name]) => [key, resolve(root, '.dev', name)])
  return {
    port,
    environment: { COMFYUI_API_URL: `http://127.0.0.1:${port}`, ...Object.fromEntries(own) },
  }
}
