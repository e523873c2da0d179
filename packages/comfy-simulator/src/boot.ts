import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { History } from './execution/history.ts'
import { Interruption } from './execution/interruption.ts'
import { PromptQueue } from './execution/prompt-queue.ts'
import { ResultCache } from './execution/result-cache.ts'
import { runWorker } from './execution/worker.ts'
import type { Machine } from './machine.ts'
import { getString } from './python/value.ts'
import { features } from './routes/features.ts'
import { SocketHub } from './sockets/hub.ts'

/** The state of one server process, which a restart forgets. */
export class Boot {
  readonly machine: Machine
  readonly queue: PromptQueue
  readonly history: History = new History()
  readonly cache: ResultCache
  readonly hub: SocketHub
  readonly interruption: Interruption = new Interruption()
  /** What stops the log going to a socket, by sid. */
  readonly logListeners: Map<string, () => void> = new Map()
  readonly #controller = new AbortController()
  readonly #worker: Promise<void>
  #runningNode: string | undefined
  #nextNumber = 0
  #isFreeRequested = false

  constructor(machine: Machine, { restart }: { restart: () => void }) {
    this.machine = machine
    this.cache = new ResultCache(machine.profile)
    this.hub = new SocketHub(machine.faults, {
      queueRemaining: () => this.queue.remaining,
      runningNode: (sid) => (this.#runningClient() === sid ? this.#runningNode : undefined),
      features: () => features(machine.profile),
    })
    this.queue = new PromptQueue(() => this.#announceStatus())
    machine.oracle.booted()
    machine.folders.empty('temp')
    machine.loseUploads('restart')
    this.#worker = runWorker({
      machine,
      queue: this.queue,
      history: this.history,
      cache: this.cache,
      hub: this.hub,
      interruption: this.interruption,
      signal: this.#controller.signal,
      dropSockets: () => this.hub.terminateAll(),
      restart,
      setRunningNode: (id) => {
        this.#runningNode = id
      },
      takeFreeRequest: () => {
        const wasRequested = this.#isFreeRequested
        this.#isFreeRequested = false
        return wasRequested
      },
    })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  upgrade(message: IncomingMessage, socket: Socket, head: Buffer): void {
    this.hub.upgrade(message, socket, head)
  }

  /** The number for a POST that brings none; every such POST advances the counter, even a refused one. */
  takeNumber(): number {
    const number = this.#nextNumber
    this.#nextNumber += 1
    return number
  }

  /** Drops the cache: at once when idle, otherwise after the running job. */
  requestFree(): void {
    if (this.queue.running === undefined) this.cache.clear()
    else this.#isFreeRequested = true
  }

  /** Ends like a killed process: sends nothing and keeps nothing. */
  async end(): Promise<void> {
    this.#controller.abort()
    for (const stop of this.logListeners.values()) stop()
    this.hub.terminateAll()
    await this.#worker
  }

  #runningClient(): string | undefined {
    return getString(this.queue.running?.extraData, 'client_id')
  }

  #announceStatus(): void {
    const status = { exec_info: { queue_remaining: this.queue.remaining } }
    this.hub.send('status', { status })
  }
}
