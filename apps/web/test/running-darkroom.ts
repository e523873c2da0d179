import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, type Darkroom, parseConfig, startDarkroom } from '@darkroom/api'
import { createSimulator, type Simulator } from '@darkroom/comfy-simulator'

type SimulatorOptions = NonNullable<Parameters<typeof createSimulator>[0]>

export interface RunningDarkroom extends AsyncDisposable {
  readonly url: string
  readonly simulator: Simulator
  readonly gallery: string
  /** Stops the server; the page's next request finds nobody. */
  stop(): Promise<void>
  /** Starts it again, with the same folders and on the same port. */
  start(): Promise<void>
}

export interface RunOptions {
  readonly settings?: Readonly<Record<string, string>>
  readonly simulation?: SimulatorOptions
  /** The folder of the built page. */
  readonly page?: string
  /** Fills the gallery before the server reads it. */
  readonly fill?: (gallery: string) => Promise<void>
}

/** Runs Darkroom on a free port of loopback, with a simulated ComfyUI and folders of its own. */
export async function runDarkroom({
  settings = {},
  simulation = {},
  page,
  fill,
}: RunOptions = {}): Promise<RunningDarkroom> {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-web-'))
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const gallery = join(folder, 'gallery')
  await fill?.(gallery)
  const simulator = stack.use(await createSimulator({ paint: 'plain', ...simulation }))
  const open = async (port: number): Promise<Darkroom> => {
    const { config } = parseConfig({
      BACKEND_HOST: '127.0.0.1',
      BACKEND_PORT: String(port),
      COMFYUI_API_URL: simulator.url,
      GALLERY_STORAGE_PATH: gallery,
      STATE_PATH: join(folder, 'state'),
      ...settings,
    })
    return await startDarkroom({ config, log: await createLog('silent'), page })
  }
  let running: Darkroom | undefined = await open(0)
  const { url, port } = running
  const stop = async (): Promise<void> => {
    await running?.[Symbol.asyncDispose]()
    running = undefined
  }
  stack.defer(stop)
  const resources = stack.move()
  return {
    url,
    simulator,
    gallery,
    stop,
    async start() {
      running ??= await open(port)
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
