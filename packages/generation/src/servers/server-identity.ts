import type { ComfyClient, SystemStats } from '@darkroom/comfy-client'
import { toComfyError } from './server-fault.ts'
import type { ServerDevice } from './server-state.ts'

export interface ServerAnswer {
  /** What the server says of itself that stays the same while its process lives: two that differ here are two. */
  readonly identity: string
  readonly version: string
  readonly devices: readonly ServerDevice[]
  readonly queueRemaining: number
}

/** Asks a server who it is and how much it has to do. @throws ComfyError, also for a time limit that is over */
export async function askWhoItIs(
  client: ComfyClient,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<ServerAnswer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  try {
    const [stats, queueRemaining] = await Promise.all([
      client.systemStats({ signal: limit }),
      client.queueRemaining({ signal: limit }),
    ])
    return {
      identity: identityOf(stats),
      version: stats.system.comfyuiVersion ?? '',
      devices: devicesOf(stats),
      queueRemaining,
    }
  } catch (error) {
    throw toComfyError(error, timeoutMs)
  }
}

const identityOf = ({ system, devices }: SystemStats): string =>
  JSON.stringify([
    system.os,
    system.comfyuiVersion,
    system.pythonVersion,
    system.pytorchVersion,
    system.ramTotal,
    system.argv,
    devices.map(({ name, type, index, vramTotal }) => [name, type, index, vramTotal]),
  ])

const devicesOf = ({ devices }: SystemStats): readonly ServerDevice[] =>
  devices.map(({ name, type, vramTotal, vramFree }) => ({ name, type, vramTotal, vramFree }))
