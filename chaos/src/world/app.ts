import { join } from 'node:path'
import type { Line } from '@darkroom/test-postgres'
import type { Orders } from '../child/orders.ts'
import { appArguments } from './entry.ts'
import { Process } from './process.ts'
import { Supervisor } from './supervisor.ts'
import type { WallClock } from './wall-clock.ts'
import type { WorldOptions } from './world-options.ts'

export interface AppOptions {
  readonly world: WorldOptions
  readonly port: number
  readonly state: string
  /** Its settings besides. */
  readonly env: Readonly<Record<string, string>>
  /** Its way to the database; undefined where its queue is in files. */
  readonly line?: Line | undefined
  readonly clock?: WallClock | undefined
}

/** One process of the product, which is started again whenever it dies. */
export class App implements AsyncDisposable {
  readonly url: string
  readonly state: string
  readonly supervisor: Supervisor
  readonly line: Line | undefined
  readonly clock: WallClock | undefined
  /** Failpoint of its next life; forgotten after it. */
  nextFailpoint: string | undefined
  /** Milliseconds that it stands still when it does so at a failpoint. */
  frozenMs = 0
  readonly #thawedAt: number[] = []

  constructor(options: AppOptions) {
    const { port, state, line, clock, world } = options
    this.url = `http://127.0.0.1:${port}`
    this.state = state
    this.line = line
    this.clock = clock
    this.nextFailpoint = world.failpoint
    this.supervisor = new Supervisor((life) => this.#start(options, life))
  }

  /** When it went on after it had stood still, in milliseconds since the epoch. */
  get thawedAt(): readonly number[] {
    return this.#thawedAt
  }

  freeze(): void {
    this.supervisor.current.freeze()
  }

  thaw(): void {
    if (!this.supervisor.current.isFrozen) return
    this.#thawedAt.push(Date.now())
    this.supervisor.current.thaw()
  }

  /** Ends all trouble that it has. */
  calm(): void {
    this.nextFailpoint = undefined
    this.line?.mend()
    this.thaw()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.supervisor[Symbol.asyncDispose]()
  }

  #start({ world, port, state, env, clock }: AppOptions, life: number): Process {
    const failpoint = this.nextFailpoint
    this.nextFailpoint = undefined
    const orders: Orders = {
      env: {
        BACKEND_HOST: '127.0.0.1',
        BACKEND_PORT: String(port),
        STATE_PATH: state,
        SHUTDOWN_GRACE_SECONDS: '1',
        LOG_LEVEL: 'warn',
        ...env,
        ...world.env,
      },
      ballastBytes: world.ballastBytes ?? 0,
      ...(failpoint === undefined ? {} : { failpoint }),
      ...(world.mutant === undefined ? {} : { mutant: world.mutant }),
    }
    const limit = life === 1 ? world.fileSizeLimit : undefined
    return new Process({
      args: appArguments(world.build),
      env: { CHAOS_ORDERS: JSON.stringify(orders), ...clock?.env },
      readyLine: /^ready (\d+)$/,
      onFrozen: () => setTimeout(() => this.thaw(), this.frozenMs),
      ...(limit === undefined ? {} : { fileSizeLimit: limit }),
    })
  }
}

export const stateFolder = (disk: string, index: number): string =>
  join(disk, index === 0 ? 'state' : `state-${index + 1}`)
