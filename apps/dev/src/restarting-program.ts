import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** How long a program may take to stop before it is killed, in milliseconds. */
const stopLimitMs = 12_000

/** A program that runs until disposed and can be started anew; changes that come while it stops are one restart. */
export class RestartingProgram implements AsyncDisposable {
  readonly #name: string
  readonly #start: () => ChildProcess
  readonly #print: (line: string) => void
  #child: ChildProcess | undefined
  #restarting: Promise<void> | undefined
  #isClosed = false

  constructor({
    name,
    args,
    cwd,
    environment,
    print,
  }: {
    readonly name: string
    /** What Node is given: flags, the file, its arguments. */
    readonly args: readonly string[]
    readonly cwd: string
    readonly environment: NodeJS.ProcessEnv
    readonly print: (line: string) => void
  }) {
    this.#name = name
    this.#print = print
    this.#start = () => spawn(process.execPath, args, { cwd, env: environment, stdio: 'inherit' })
  }

  start(): void {
    const child = this.#start()
    this.#child = child
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return
      this.#child = undefined
      if (!this.#isClosed) {
        this.#print(
          `The ${this.#name} ended (${signal ?? code}); it starts again with the next change.`,
        )
      }
    })
  }

  /** Starts it anew. Calls that come before the old one has stopped are this one. */
  restart(): Promise<void> {
    this.#restarting ??= this.#stop().then(() => {
      this.#restarting = undefined
      if (!this.#isClosed) this.start()
    })
    return this.#restarting
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    await this.#restarting
    await this.#stop()
  }

  async #stop(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const kill = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
    child.kill('SIGTERM')
    await once(child, 'exit')
    clearTimeout(kill)
  }
}
