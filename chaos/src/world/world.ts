import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, stateFolder } from './app.ts'
import { type Desk, deskAddresses, openDesk } from './desk.ts'
import { freePort } from './free-port.ts'
import { JournalTap, type Tap } from './journal-tap.ts'
import { LogTap } from './log-tap.ts'
import { openMachines } from './machines.ts'
import { openServer, type Server } from './server.ts'
import type { Supervisor } from './supervisor.ts'
import type { WorldOptions } from './world-options.ts'

export type { WorldOptions } from './world-options.ts'

interface Parts {
  readonly directory: string
  readonly disk: string
  readonly servers: readonly Server[]
  readonly comfyuiUrl: string | undefined
  readonly desks: readonly Desk[]
  readonly apps: readonly [App, ...App[]]
  readonly database: string | undefined
  readonly tap: Tap
  readonly resources: AsyncDisposableStack
}

/** The product, its servers, the networks between them, and a folder for all of it. */
export class World implements AsyncDisposable {
  readonly directory: string
  readonly gallery: string
  readonly servers: readonly Server[]
  /** Of the ComfyUI that the product is, for the referee; undefined where it is none. */
  readonly comfyuiUrl: string | undefined
  /** The ways of clients to the ComfyUI that the product is; none where it is not. */
  readonly desks: readonly Desk[]
  /** The processes of the product. */
  readonly apps: readonly App[]
  /** Address of the database that the queue is in, for the referee; undefined where it is in files. */
  readonly database: string | undefined
  readonly tap: Tap
  readonly #first: App
  readonly #resources: AsyncDisposableStack

  private constructor(parts: Parts) {
    this.directory = parts.directory
    this.gallery = join(parts.disk, 'gallery')
    this.servers = parts.servers
    this.comfyuiUrl = parts.comfyuiUrl
    this.desks = parts.desks
    this.apps = parts.apps
    this.database = parts.database
    this.tap = parts.tap
    this.#first = parts.apps[0]
    this.#resources = parts.resources
  }

  static async open(options: WorldOptions): Promise<World> {
    await using resources = new AsyncDisposableStack()
    const directory = await mkdtemp(join(tmpdir(), 'darkroom-chaos-'))
    resources.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }))
    const disk = options.disk ?? join(directory, 'disk')
    await mkdir(join(disk, 'gallery'), { recursive: true })
    const database = await options.machines?.database.createDatabase()
    const tap =
      database === undefined
        ? new JournalTap(join(stateFolder(disk, 0), 'queue'))
        : new LogTap(database)
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
    const doorPort = options.isComfyui === true ? await freePort() : undefined
    const desks: Desk[] = []
    for (const address of doorPort === undefined ? [] : deskAddresses)
      desks.push(resources.use(await openDesk({ port: doorPort ?? 0, address })))
    const env = {
      COMFYUI_API_URL: servers.map(({ url }) => url).join(','),
      GALLERY_STORAGE_PATH: join(disk, 'gallery'),
      ...(doorPort === undefined ? {} : { COMFYUI_DOOR_PORT: String(doorPort) }),
    }
    const several =
      database === undefined
        ? []
        : await openMachines(
            {
              world: options,
              count: options.machines?.count ?? 1,
              ...{ address: database, directory, disk, env },
            },
            resources,
          )
    const [first = await openApp({ options, disk, env }, resources), ...others] = several
    return new World({
      ...{ directory, disk, servers, desks, database, tap },
      comfyuiUrl: doorPort === undefined ? undefined : `http://127.0.0.1:${doorPort}`,
      apps: [first, ...others],
      resources: resources.move(),
    })
  }

  /** The one process of the product, or the first. */
  get app(): Supervisor {
    return this.#first.supervisor
  }

  get url(): string {
    return this.#first.url
  }

  get state(): string {
    return this.#first.state
  }

  /** Failpoint of the first process's next life; forgotten after it. */
  set nextFailpoint(failpoint: string | undefined) {
    this.#first.nextFailpoint = failpoint
  }

  /** Every process that is kept alive: the product's and the servers'. */
  get supervisors(): readonly Supervisor[] {
    return [...this.apps, ...this.servers].map(({ supervisor }) => supervisor)
  }

  /** What the processes of the product have said last. */
  get output(): string {
    return this.apps.map(({ supervisor }) => supervisor.current.output).join('\n---\n')
  }

  /** Resolves when the product and all servers are up, in any life. */
  async up(signal: AbortSignal): Promise<void> {
    await Promise.all(this.supervisors.map((supervisor) => supervisor.up(signal)))
  }

  /** Ends all trouble but the servers' own faults. */
  calm(): void {
    for (const app of this.apps) app.calm()
    for (const { network } of [...this.servers, ...this.desks]) network.weather = 'open'
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync()
  }
}

async function openApp(
  {
    options,
    disk,
    env,
  }: { options: WorldOptions; disk: string; env: Readonly<Record<string, string>> },
  resources: AsyncDisposableStack,
): Promise<App> {
  const port = await freePort()
  return resources.use(new App({ world: options, port, state: stateFolder(disk, 0), env }))
}
