import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Cpu } from './cpu.ts'

export interface Asked {
  readonly urls: readonly string[]
  readonly body?: unknown
  /** Default 16. */
  readonly clients?: number
  /** Default 200. */
  readonly warmUp?: number
  readonly count: number
}

export interface Cost {
  readonly perSecond: number
  /** Milliseconds of processor time of the server for one request. */
  readonly cpuMs: number
}

const saidSchema = z.union([
  z.object({ isWarm: z.literal(true) }),
  z.object({ seconds: z.number(), refused: z.int() }),
])
const load = fileURLToPath(new URL('./http-load.ts', import.meta.url))

/** Asks a server for the same many times, from a process of its own, and measures what that costs the server. */
export async function askOften(
  server: Cpu,
  { clients = 16, warmUp = 200, ...asked }: Asked,
): Promise<Cost> {
  const child = fork(load, [JSON.stringify({ ...asked, clients, warmUp })])
  let before = 0
  let cost: Cost | undefined
  child.on('message', (message) => {
    const said = saidSchema.parse(message)
    if ('isWarm' in said) before = server.cpuMs()
    else {
      if (said.refused > 0) console.log(`  ${said.refused} of ${asked.count} were refused`)
      cost = {
        perSecond: asked.count / said.seconds,
        cpuMs: (server.cpuMs() - before) / asked.count,
      }
    }
  })
  const [code] = await once(child, 'exit')
  if (code !== 0 || cost === undefined) throw new Error(`The load ended with ${code}`)
  return cost
}
