import { setTimeout as delay } from 'node:timers/promises'
import { untilAborted } from '@darkroom/foundation'
import type { Process } from './process.ts'

/** Keeps one program alive, as systemd would: restarts it whenever it dies. */
export class Supervisor implements AsyncDisposable {
  readonly #start: (life: number) => Process
  readonly #looping: Promise<void>
  readonly #died: string[] = []
  #current: Process
  #up = Promise.withResolvers<void>()
  #isStopping = false
  #expectsDeath = false
  #downMs = 0
  #lives = 1

  constructor(start: (life: number) => Process) {
    this.#start = start
    this.#current = start(1)
    this.#looping = this.#loop()
  }

  get lives(): number {
    return this.#lives
  }

  get current(): Process {
    return this.#current
  }

  /** Output of deaths that nobody had caused. */
  get unexpectedDeaths(): readonly string[] {
    return this.#died
  }

  /** Resolves when the program is up, now or in a later life. */
  async up(signal: AbortSignal): Promise<void> {
    await untilAborted(this.#up.promise, signal)
  }

  async kill({ downMs = 0 }: { downMs?: number } = {}): Promise<void> {
    this.#downMs = downMs
    await this.#current.kill()
  }

  /** Ends the program for good, gracefully. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#current.stop()
    await this.#looping
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    this.#expectsDeath = true
    await this.#current.kill()
    await this.#looping
  }

  async #loop(): Promise<void> {
    for (;;) {
      const process = this.#current
      process.ready.then(
        () => this.#up.resolve(),
        () => undefined,
      )
      await process.closed
      const { resolve } = this.#up
      this.#up = Promise.withResolvers()
      // Callers that wait for this life wait for the next.
      this.#up.promise.then(resolve, () => undefined)
      const isExpected = process.wasKilled || this.#expectsDeath
      if (!isExpected && !(this.#isStopping && process.exitCode === 0)) {
        this.#died.push(`exit code ${process.exitCode}\n${process.output}`)
      }
      if (!this.#isStopping) await delay(this.#downMs)
      if (this.#isStopping) return
      this.#downMs = 0
      this.#lives += 1
      this.#current = this.#start(this.#lives)
    }
  }
}
