import { createLog, type Darkroom, parseConfig, startDarkroom } from '@darkroom/api'
import { createSimulator, type Simulator } from '@darkroom/comfy-simulator'
import { temporaryFolder } from './temporary-folder.ts'

export interface BenchDarkroom extends AsyncDisposable {
  readonly url: string
  readonly simulator: Simulator
  readonly darkroom: Darkroom
}

interface BenchOptions {
  /** Where gallery and state are. Default: a folder of its own, which goes with it. */
  readonly folder?: string
  /** Steps a second; 0, the default: as fast as possible. */
  readonly stepsPerSecond?: number
  /** Puts something between the product and the simulator. */
  readonly between?: (url: string) => Promise<AsyncDisposable & { readonly url: string }>
}

/** Runs the product in this process, with a simulated ComfyUI. */
export async function runDarkroom({
  folder,
  stepsPerSecond = 0,
  between,
}: BenchOptions = {}): Promise<BenchDarkroom> {
  await using stack = new AsyncDisposableStack()
  const root = folder ?? stack.use(await temporaryFolder()).path
  const simulator = stack.use(await createSimulator({ stepsPerSecond, paint: 'plain' }))
  const proxy = between === undefined ? undefined : stack.use(await between(simulator.url))
  const { config } = parseConfig({
    BACKEND_HOST: '127.0.0.1',
    BACKEND_PORT: '0',
    COMFYUI_API_URL: proxy?.url ?? simulator.url,
    GALLERY_STORAGE_PATH: `${root}/gallery`,
    STATE_PATH: `${root}/state`,
    QUEUE_LIMIT: '100000',
    QUEUE_LIMIT_PER_CLIENT: '100000',
  })
  const darkroom = stack.use(await startDarkroom({ config, log: await createLog('silent') }))
  const resources = stack.move()
  return {
    url: darkroom.url,
    simulator,
    darkroom,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
