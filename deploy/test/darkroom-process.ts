import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { repository } from './image/build-context.ts'

/** A temporary folder, removed when the test ends. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'darkroom-deploy-'))
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.object({ port: z.number() }).parse(server.address())
  server.close()
  return port
}

/** The first line that fits, of what a process prints; the rest is read and dropped. */
export async function lineOf({ stdout }: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  if (stdout === null) throw new Error('Its output is not read.')
  for await (const line of createInterface(stdout)) {
    const match = pattern.exec(line)
    if (match === null) continue
    stdout.resume()
    return match
  }
  throw new Error(`It ended without a line like ${pattern}.`)
}

export interface DarkroomProcess extends AsyncDisposable {
  readonly url: string
  /** Sends the signal, and resolves with how it ended: status and signal. */
  end(signal: NodeJS.Signals): Promise<readonly unknown[]>
}

/** Starts the program as it was built, which turbo does before these tests, and waits until it takes jobs. */
export async function startDarkroomProcess(
  environment: Readonly<Record<string, string>>,
): Promise<DarkroomProcess> {
  const child = spawn(process.execPath, [join(repository, 'apps/api/dist/main.js')], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, BACKEND_HOST: '127.0.0.1', MIN_FREE_MB: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  // Also where a test is given up.
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [, url = ''] = await lineOf(child, /"url":"(http:[^"]+)".*"msg":"ready"/)
  return {
    url,
    end: async (signal) => {
      child.kill(signal)
      return await exited
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
