import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readlink } from 'node:fs/promises'
import { createInterface } from 'node:readline'

/** Our child processes, so that none outlives the referee. */
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export interface ProcessOptions {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** `ready` resolves with its match. */
  readonly readyLine: RegExp
  /** Largest file that the process may write, in blocks of 512 bytes, set by the shell. */
  readonly fileSizeLimit?: number
  /** It stands still by its own doing, at a named moment. */
  readonly onFrozen?: () => void
}

/** A child process: Node with the arguments given. */
export class Process implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #ready = Promise.withResolvers<RegExpExecArray>()
  readonly #closed: Promise<void>
  readonly #unheard: ((answer: number) => void)[] = []
  #output = ''
  readonly #onFrozen: () => void
  #isFrozen = false

  constructor({ args, env = {}, readyLine, fileSizeLimit, onFrozen }: ProcessOptions) {
    this.#onFrozen = onFrozen ?? (() => undefined)
    const node: readonly [string, readonly string[]] = [process.execPath, args]
    const [command, all] =
      fileSizeLimit === undefined
        ? node
        : (['sh', ['-c', `ulimit -f ${fileSizeLimit}; exec "$0" "$@"`, node[0], ...args]] as const)
    const child = spawn(command, [...all], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...env },
    })
    this.#child = child
    running.add(child)
    this.#closed = once(child, 'close').then(() => {
      running.delete(child)
      this.#ready.reject(new Error(`It ended before it was ready:\n${this.output}`))
    })
    this.#ready.promise.catch(() => undefined)
    child.stdin.on('error', () => undefined)
    createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line, readyLine))
    createInterface({ input: child.stderr }).on('line', (line) => this.#hear(line, readyLine))
  }

  /** The last lines of both streams. */
  get output(): string {
    return this.#output
  }

  /** Resolves with the ready line; rejects when the process ends before. */
  get ready(): Promise<RegExpExecArray> {
    return this.#ready.promise
  }

  get closed(): Promise<void> {
    return this.#closed
  }

  get isRunning(): boolean {
    return running.has(this.#child)
  }

  get wasKilled(): boolean {
    return this.#child.signalCode === 'SIGKILL'
  }

  get exitCode(): number | null {
    return this.#child.exitCode
  }

  /** Writes a line to its input; resolves with the number in the answer, undefined when the process is gone. */
  async tell(line: string): Promise<number | undefined> {
    if (!this.isRunning) return undefined
    const { promise, resolve } = Promise.withResolvers<number>()
    this.#unheard.push(resolve)
    this.#child.stdin?.write(`${line}\n`)
    return Promise.race([promise, this.#closed.then(() => undefined)])
  }

  /** Kills like a power cut: nothing is said and nothing is finished. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#closed
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    await this.#closed
  }

  /** Whether it stands still, by its own doing or ours. */
  get isFrozen(): boolean {
    return this.#isFrozen && this.isRunning
  }

  /** Stands still in the middle of whatever it does, and knows nothing of it. */
  freeze(): void {
    this.#isFrozen = this.#child.kill('SIGSTOP')
  }

  thaw(): void {
    this.#isFrozen = false
    this.#child.kill('SIGCONT')
  }

  /** What its open files are; undefined where the system does not tell. */
  async openFiles(): Promise<readonly string[] | undefined> {
    const folder = `/proc/${this.#child.pid}/fd`
    const names = await readdir(folder).catch(() => undefined)
    return names && Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill()
  }

  #hear(line: string, readyLine: RegExp): void {
    this.#output = `${this.#output}${line}\n`.slice(-20_000)
    if (line === 'frozen') {
      this.#isFrozen = true
      this.#onFrozen()
    }
    if (line.startsWith('heard ')) this.#unheard.shift()?.(Number(line.slice(6)))
    const match = readyLine.exec(line)
    if (match !== null) this.#ready.resolve(match)
  }
}
