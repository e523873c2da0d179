import type { SystemStats } from '@darkroom/comfy-client'
import type { ServerDevice } from './server-state.ts'

/** What a server says of itself that stays the same while its process lives: two that differ here are two. */
export const identityOf = ({ system, devices }: SystemStats): string =>
  JSON.stringify([
    system.os,
    system.comfyuiVersion,
    system.pythonVersion,
    system.pytorchVersion,
    system.ramTotal,
    system.argv,
    devices.map(({ name, type, index, vramTotal }) => [name, type, index, vramTotal]),
  ])

export const devicesOf = ({ devices }: SystemStats): readonly ServerDevice[] =>
  devices.map(({ name, type, vramTotal, vramFree }) => ({ name, type, vramTotal, vramFree }))
