import { Boot } from './boot.ts'
import type { FaultControls } from './faults/faults.ts'
import type { Models } from './files/default-models.ts'
import { HttpServer } from './http/http-server.ts'
import { Router } from './http/router.ts'
import { Machine } from './machine.ts'
import { type CompleteOptions, parseOptions, type SimulatorOptions } from './options.ts'
import type { OracleEntry } from './oracle.ts'
import { createRoutes } from './routes/routes.ts'

/** A running ComfyUI without a GPU. */
export interface Simulator extends AsyncDisposable {
  /** The address `http://127.0.0.1:<port>`; the same after a restart. */
  readonly url: string
  readonly port: number
  readonly outputDirectory: string
  readonly inputDirectory: string
  /** The faults, changeable at any time. */
  readonly faults: FaultControls
  /** The events that really happened, in order. */
  oracle(): readonly OracleEntry[]
  /** The first matching entry, past or future; rejects when the simulator closes before one comes. */
  waitFor(isMeant: (entry: OracleEntry) => boolean): Promise<OracleEntry>
  /** Restarts like a killed process: drops every connection and forgets queue, history, cache and temp files. */
  restart(): Promise<void>
  /** Ends like a killed process: connections are refused until `start()`. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Cuts every WebSocket; HTTP keeps working. */
  dropSockets(): void
  /** Makes samplers and nodes wait before their next step until `release()`. */
  hold(): void
  release(): void
  /** Sets the sampler steps per second; 0 is as fast as possible. */
  setPace(stepsPerSecond: number): void
  /** Replaces the model files; folders left out keep theirs. */
  setModels(models: Partial<Models>): void
}

class RunningSimulator implements Simulator {
  readonly #machine: Machine
  readonly #http: HttpServer
  readonly #waiting = new Set<(reason: Error) => void>()
  #boot: Boot
  #isUp = true

  constructor(machine: Machine) {
    this.#machine = machine
    const routes = createRoutes({ boot: () => this.#boot, port: () => this.port })
    this.#http = new HttpServer({
      router: new Router(routes),
      faults: machine.faults,
      upgrade: (...parts) => this.#boot.upgrade(...parts),
      host: machine.options.host,
      port: machine.options.port,
      refusesCrossSite: machine.profile.refusesCrossSite,
      corsOrigin: machine.options.corsOrigin,
    })
    this.#boot = this.#newBoot()
  }

  get url(): string {
    const { host } = this.#machine.options
    return `http://${host.includes(':') ? `[${host}]` : host}:${this.port}`
  }

  get port(): number {
    return this.#http.port
  }

  get outputDirectory(): string {
    return this.#machine.folders.root('output')
  }

  get inputDirectory(): string {
    return this.#machine.folders.root('input')
  }

  get faults(): FaultControls {
    return this.#machine.faults
  }

  oracle(): readonly OracleEntry[] {
    return [...this.#machine.oracle.entries]
  }

  async waitFor(isMeant: (entry: OracleEntry) => boolean): Promise<OracleEntry> {
    const past = this.#machine.oracle.entries.find(isMeant)
    if (past !== undefined) return past
    const { promise, resolve, reject } = Promise.withResolvers<OracleEntry>()
    const stop = this.#machine.oracle.listen((entry) => {
      if (isMeant(entry)) resolve(entry)
    })
    this.#waiting.add(reject)
    try {
      return await promise
    } finally {
      stop()
      this.#waiting.delete(reject)
    }
  }

  listen(): Promise<void> {
    return this.#http.listen()
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  async stop(): Promise<void> {
    if (!this.#isUp) return
    this.#isUp = false
    this.#machine.oracle.note('shutdown', {})
    await this.#boot.end()
    await this.#http.close()
  }

  async start(): Promise<void> {
    if (this.#isUp) return
    this.#isUp = true
    this.#boot = this.#newBoot()
    await this.#http.listen()
  }

  dropSockets(): void {
    this.#boot.hub.terminateAll()
  }

  hold(): void {
    this.#machine.pace.hold()
  }

  release(): void {
    this.#machine.pace.release()
  }

  setPace(stepsPerSecond: number): void {
    this.#machine.pace.set(stepsPerSecond)
  }

  setModels(models: Partial<Models>): void {
    this.#machine.models.set(models)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    for (const reject of this.#waiting) reject(new Error('The simulator was closed'))
    this.#machine.folders.removeTemporary()
  }

  #newBoot(): Boot {
    // The restart comes from a job, which it ends, so the job cannot wait for it.
    return new Boot(this.#machine, { restart: () => void this.restart() })
  }
}

/** Starts a ComfyUI that paints instead of computing. Rejects with a ZodError for an invalid option. */
export const createSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> =>
  startSimulator(parseOptions(options))

export const startSimulator = async (options: CompleteOptions): Promise<Simulator> => {
  const simulator = new RunningSimulator(new Machine(options))
  await simulator.listen()
  return simulator
}
