import { type ChildProcess, fork } from 'node:child_process'
import { Socket } from 'node:net'
import { type DecodeMessage, type Go, isReply, type Reply } from './decoder-protocol.ts'

/** Environment variables passed to the decoder: nothing secret, for images come from anywhere. */
const inheritedVariables = [
  'PATH',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'SystemRoot',
  'TMPDIR',
  'TEMP',
]

function decoderEnvironment(concurrency: number): Record<string, string> {
  const inherited = inheritedVariables.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(inherited),
    UV_THREADPOOL_SIZE: String(concurrency + 1),
    MALLOC_ARENA_MAX: '2',
  }
}

/** One child process, alive until `onExit` is called. */
export class DecoderProcess {
  readonly #child: ChildProcess

  constructor(
    worker: URL,
    options: {
      readonly concurrency: number
      readonly niceness: number
      readonly onReply: (reply: Reply) => void
      /** Called once, with the last words of the child, if any. */
      readonly onExit: (reason: string) => void
    },
  ) {
    const { concurrency, niceness, onReply, onExit } = options
    const child = fork(worker, [String(niceness)], {
      env: decoderEnvironment(concurrency),
      // A worker run from source imports other packages from source as well.
      execArgv: worker.pathname.endsWith('.ts') ? ['--conditions=@darkroom/source'] : [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    // Listening to stderr must not keep our process alive.
    if (child.stderr instanceof Socket) child.stderr.unref()
    let lastWords = ''
    child.stderr?.setEncoding('utf8')
    child.stderr?.on('data', (text) => {
      lastWords = `${lastWords}${text}`.slice(-2000)
    })
    child.on('message', (message) => {
      if (isReply(message)) onReply(message)
    })
    let isGone = false
    const leave = (reason: string) => {
      if (isGone) return
      isGone = true
      onExit([reason, lastWords.trim()].filter(Boolean).join(': '))
    }
    child.on('error', (error) => leave(error.message))
    child.on('exit', (code, signal) => leave(signal ?? `exit code ${code}`))
    this.#child = child
    this.release()
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  send(message: DecodeMessage | Go): void {
    this.#child.send(message, (error) => {
      // A closed channel means that the child is going; its exit settles its jobs.
      if (error !== null) this.kill()
    })
  }

  /** Keeps our own process alive while there is work. */
  hold(): void {
    this.#child.ref()
    this.#child.channel?.ref()
  }

  release(): void {
    this.#child.unref()
    this.#child.channel?.unref()
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}
