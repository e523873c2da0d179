import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { type Cpu, cpuOf } from '../cpu.ts'

export interface Peer extends AsyncDisposable, Cpu {
  readonly port: number
}

export interface PeerOptions {
  readonly command: string
  readonly args: (port: number) => readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Rejects while the program is not ready. */
  readonly isReady: (port: number) => Promise<unknown>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  server.close()
  await once(server, 'close')
  return port
}

/** Starts another program on a free port, and stops it in the end. */
export async function runPeer({ command, args, env = {}, isReady }: PeerOptions): Promise<Peer> {
  const port = await freePort()
  const child = spawn(command, args(port), {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
  await once(child, 'spawn')
  const deadline = performance.now() + 30_000
  for (;;) {
    try {
      await isReady(port)
      break
    } catch (error) {
      if (performance.now() > deadline || child.exitCode !== null) {
        child.kill('SIGKILL')
        throw new Error(`${command} does not answer`, { cause: error })
      }
      await setTimeout(50)
    }
  }
  return {
    port,
    ...cpuOf(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}
