import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Orders } from '../child/orders.ts'
import { type Desk, deskAddresses, openDesk } from './desk.ts'
import { appArguments, type Build } from './entry.ts'
import { freePort } from './free-port.ts'
import { JournalTap } from './journal-tap.ts'
import { Process } from './process.ts'
import { openServer, type Server } from './server.ts'
import { Supervisor } from './supervisor.ts'

export interface WorldOptions {
  readonly build: Build
  readonly servers: number
  readonly stepsPerSecond: number
  /** Whether the servers' input folders outlive them. Default true. */
  readonly keepsInputs?: boolean
  readonly mutant?: string
  readonly env?: Readonly<Record<string, string>>
  /** Failpoint of the product's first life. */
  readonly failpoint?: string
  /** File size limit of its first life, in blocks of 512 bytes. */
  readonly fileSizeLimit?: number
  readonly ballastBytes?: number
  /** Folder for the product's folders. Default: beside the rest. */
  readonly disk?: string
  /** Whether it is a ComfyUI on a port of its own, too. Default false. */
  readonly isComfyui?: boolean
}

/** The product, its servers, the networks between them, and a folder for all of it. */
export class World implements AsyncDisposable {
  readonly directory: string
  readonly gallery: string
  readonly state: string
  readonly url: string
  readonly servers: readonly Server[]
  /** Of the ComfyUI that the product is, for the referee; undefined where it is none. */
  readonly comfyuiUrl: string | undefined
  /** The ways of clients to the ComfyUI that the product is; none where it is not. */
  readonly desks: readonly Desk[]
  readonly app: Supervisor
  readonly tap: JournalTap
  readonly #resources: AsyncDisposableStack
  /** Failpoint of the product's next life; forgotten after it. */
  nextFailpoint: string | undefined

  private constructor(parts: {
    directory: string
    disk: string
    url: string
    servers: readonly Server[]
    comfyuiUrl: string | undefined
    desks: readonly Desk[]
    app: (world: World) => Supervisor
    tap: JournalTap
    resources: AsyncDisposableStack
    failpoint: string | undefined
  }) {
    this.directory = parts.directory
    this.gallery = join(parts.disk, 'gallery')
    this.state = join(parts.disk, 'state')
    this.url = parts.url
    this.servers = parts.servers
    this.comfyuiUrl = parts.comfyuiUrl
    this.desks = parts.desks
    this.tap = parts.tap
    this.#resources = parts.resources
    this.nextFailpoint = parts.failpoint
    this.app = this.#resources.use(parts.app(this))
  }

  static async open(options: WorldOptions): Promise<World> {
    await using resources = new AsyncDisposableStack()
    const directory = await mkdtemp(join(tmpdir(), 'darkroom-chaos-'))
    resources.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }))
    const disk = options.disk ?? join(directory, 'disk')
    await mkdir(join(disk, 'gallery'), { recursive: true })
    const tap = new JournalTap(join(disk, 'state', 'queue'))
    const servers: Server[] = []
    for (let index = 0; index < options.servers; index += 1) {
      const name = String.fromCodePoint(97 + index)
      const { build, stepsPerSecond, keepsInputs = true } = options
      const onRequest = (text: string): void => tap.hear(text)
      servers.push(
        resources.use(
          await openServer({ directory, name, build, stepsPerSecond, keepsInputs, onRequest }),
        ),
      )
    }
    const port = await freePort()
    const doorPort = options.isComfyui === true ? await freePort() : undefined
    const desks: Desk[] = []
    for (const address of doorPort === undefined ? [] : deskAddresses)
      desks.push(resources.use(await openDesk({ port: doorPort ?? 0, address })))
    const app = (world: World): Supervisor =>
      new Supervisor((life) => startApp({ world, options, life, port, doorPort }))
    return new World({
      directory,
      disk,
      url: `http://127.0.0.1:${port}`,
      servers,
      comfyuiUrl: doorPort === undefined ? undefined : `http://127.0.0.1:${doorPort}`,
      desks,
      app,
      tap,
      failpoint: options.failpoint,
      resources: resources.move(),
    })
  }

  /** Resolves when the product and all servers are up, in any life. */
  async up(signal: AbortSignal): Promise<void> {
    await Promise.all([
      this.app.up(signal),
      ...this.servers.map(({ supervisor }) => supervisor.up(signal)),
    ])
  }

  /** Ends all trouble but the servers' own faults. */
  calm(): void {
    this.nextFailpoint = undefined
    for (const { network } of [...this.servers, ...this.desks]) network.weather = 'open'
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync()
  }
}

function startApp({
  world,
  options,
  life,
  port,
  doorPort,
}: {
  world: World
  options: WorldOptions
  life: number
  port: number
  doorPort: number | undefined
}): Process {
  const failpoint = world.nextFailpoint
  world.nextFailpoint = undefined
  const orders: Orders = {
    env: {
      BACKEND_HOST: '127.0.0.1',
      BACKEND_PORT: String(port),
      COMFYUI_API_URL: world.servers.map(({ url }) => url).join(','),
      GALLERY_STORAGE_PATH: world.gallery,
      STATE_PATH: world.state,
      SHUTDOWN_GRACE_SECONDS: '1',
      LOG_LEVEL: 'warn',
      ...(doorPort === undefined ? {} : { COMFYUI_DOOR_PORT: String(doorPort) }),
      ...options.env,
    },
    ballastBytes: options.ballastBytes ?? 0,
    ...(failpoint === undefined ? {} : { failpoint }),
    ...(options.mutant === undefined ? {} : { mutant: options.mutant }),
  }
  return new Process({
    args: appArguments(options.build),
    env: { CHAOS_ORDERS: JSON.stringify(orders) },
    readyLine: /^ready (\d+)$/,
    ...(life === 1 && options.fileSizeLimit !== undefined
      ? { fileSizeLimit: options.fileSizeLimit }
      : {}),
  })
}
