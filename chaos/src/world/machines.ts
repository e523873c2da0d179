import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createLine } from '@darkroom/test-postgres'
import { App, stateFolder } from './app.ts'
import { freePort } from './free-port.ts'
import { canSetClocks, WallClock } from './wall-clock.ts'
import type { WorldOptions } from './world-options.ts'

/** As short as the product allows. */
export const memberLeaseMs = 2_000

export interface MachinesOptions {
  readonly world: WorldOptions
  readonly count: number
  /** Address of the queue's database. */
  readonly address: string
  readonly directory: string
  readonly disk: string
  /** The settings that all share. */
  readonly env: Readonly<Record<string, string>>
}

/** Several processes of the product, each with a line to the database, a state and a wall clock of its own. */
export async function openMachines(
  { world, count, address, directory, disk, env }: MachinesOptions,
  resources: AsyncDisposableStack,
): Promise<readonly App[]> {
  const shared = join(disk, 'shared')
  await mkdir(shared, { recursive: true })
  const apps: App[] = []
  for (let index = 0; index < count; index += 1) {
    const line = resources.use(await createLine(address))
    apps.push(
      resources.use(
        new App({
          world,
          port: await freePort(),
          state: stateFolder(disk, index),
          env: {
            ...env,
            QUEUE: line.url,
            SHARED_STATE_PATH: shared,
            MEMBER_LEASE_SECONDS: String(memberLeaseMs / 1_000),
          },
          line,
          clock: canSetClocks ? new WallClock(join(directory, `clock-${index}`)) : undefined,
        }),
      ),
    )
  }
  return apps
}
