import { setTimeout as delay } from 'node:timers/promises'
import { untilAborted } from '@darkroom/foundation'
import type { Process } from './process.ts'

/** Keeps one program alive, as systemd would: whenever it dies it is started again. */
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

  /** What it printed when it died although nobody had killed it. */
  get unexpectedDeaths(): readonly string[] {
    return this.#died
  }

  /** Resolves when it is up, now or in a later life. */
  async up(signal: AbortSignal): Promise<void> {
    await untilAborted(this.#up.promise, signal)
  }

  async kill({ downMs = 0 }: { downMs?: number } = {}): Promise<void> {
    this.#downMs = downMs
    await this.#current.kill()
  }

  /** A life that is over for good, said goodbye to. */
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
      // Who waits for this life waits for the next.
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
