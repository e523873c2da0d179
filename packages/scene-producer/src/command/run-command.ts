import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { SceneProducerInvalidAnswerError, SceneProducerUnavailableError } from '../errors.ts'

type Child = ChildProcessByStdio<Writable, Readable, Readable>

const stderrTailBytes = 2_000
const longestWords = 300

/**
 * Runs a program without a shell, with a text as its input, and returns its output. The program gets its own process
 * group, all of which is ended when the signal aborts, when the output is too long, and when the program ends.
 */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  {
    input,
    maxOutputBytes,
    killAfterMs,
    signal,
  }: { input: string; maxOutputBytes: number; killAfterMs: number; signal: AbortSignal },
): Promise<string> {
  signal.throwIfAborted()
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    shell: false,
    detached: true,
  })
  const ended = outcomeOf(child, killAfterMs)
  let tail = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-stderrTailBytes)
  })
  let isTooLarge = false
  const chunks: Buffer[] = []
  let size = 0
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= maxOutputBytes) chunks.push(chunk)
    else if (!isTooLarge) {
      isTooLarge = true
      endGroup(child, killAfterMs)
    }
  })
  // A program may end without reading its input.
  child.stdin.on('error', () => undefined).end(input)
  const onAbort = (): void => endGroup(child, killAfterMs)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    const { code, killedBy, error } = await ended
    signal.throwIfAborted()
    if (isTooLarge) {
      throw new SceneProducerInvalidAnswerError(
        `The scene program ${program} printed more than ${maxOutputBytes} bytes`,
      )
    }
    if (error !== undefined) {
      throw new SceneProducerUnavailableError(
        `The scene program ${program} cannot be started: ${error.message}`,
        { cause: error },
      )
    }
    if (code === 0) return Buffer.concat(chunks).toString('utf8')
    const how = killedBy === null ? `with exit code ${code}` : `by ${killedBy}`
    throw new SceneProducerUnavailableError(
      `The scene program ${program} ended ${how}${lastWordsOf(tail)}`,
      { cause: tail.trim() || undefined },
    )
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** The last line of standard error, which in a traceback names the error. */
function lastWordsOf(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1)?.trim() ?? ''
  if (line === '') return ''
  return `; it last said: ${line.length > longestWords ? `…${line.slice(-longestWords)}` : line}`
}

interface Outcome {
  readonly code: number | null
  readonly killedBy: NodeJS.Signals | null
  readonly error?: Error
}

function outcomeOf(child: Child, killAfterMs: number): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  child.once('error', (error) => {
    if (child.pid === undefined) resolve({ code: null, killedBy: null, error })
  })
  // Children left behind by the program would stay alive and keep its pipes open.
  child.once('exit', () => endGroup(child, killAfterMs))
  child.once('close', (code, killedBy) => resolve({ code, killedBy }))
  return promise
}

/** Ends a process group: by request, then by force if any process is left, even after the program ended. */
function endGroup(child: Child, killAfterMs: number): void {
  if (!signalGroup(child, 'SIGTERM')) return
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), killAfterMs)
  child.once('close', () => {
    if (!signalGroup(child, 0)) clearTimeout(timer)
  })
}

/** Signals a process group; false when it has no process left. */
function signalGroup(child: Child, name: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false
  try {
    return process.platform === 'win32' ? child.kill(name) : process.kill(-child.pid, name)
  } catch {
    return false
  }
}
