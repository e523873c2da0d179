import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Child extends AsyncDisposable {
  readonly pid: number
  /** The first line that it was waited for. */
  readonly line: string
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill()
  await exit
}

/** Starts a program and waits until it prints a line with the given text. */
export async function startChild(
  command: readonly [string, ...string[]],
  ready: string,
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Child> {
  const [program, ...args] = command
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const tail: string[] = []
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const see = (line: string): void => {
    if (tail.push(line) > 20) tail.shift()
    if (line.includes(ready)) resolve(line)
  }
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', see)
  child.on('error', reject)
  child.on('exit', () => reject(new Error(`${program} ended:\n${tail.join('\n')}`)))
  const line = await promise
  return { pid: child.pid ?? 0, line, [Symbol.asyncDispose]: () => stop(child) }
}
