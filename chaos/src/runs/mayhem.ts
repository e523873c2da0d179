import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../random.ts'
import type { Scene } from '../referee/scene.ts'
import type { Tally } from '../referee/tally.ts'
import type { Weather } from '../world/network.ts'
import type { Server } from '../world/server.ts'

const weathers: readonly [Weather, ...Weather[]] = ['refused', 'silent', 'one-way', 30]

export const mayhemMs = 2_200

export interface Mayhem {
  readonly random: Random
  readonly tally: Tally
  /** Server faults. None makes a job fail for good, and none makes a second run right. */
  readonly faults: readonly [object, ...object[]]
  readonly failpoints: readonly [string, ...string[]]
}

/** Kills, cuts and lies at random moments. Resolves with how often the way to a server was disturbed. */
export async function mayhem(
  { world, stranger }: Scene,
  { random, tally, faults, failpoints }: Mayhem,
): Promise<number> {
  const end = performance.now() + mayhemMs
  let disturbances = 0
  while (performance.now() < end) {
    await delay(random.between(40, 330))
    const server = world.servers[random.isTrue(0.5) ? 0 : 1]
    if (server === undefined) continue
    disturbances += 1
    const dice = random.next()
    if (dice < 0.3) {
      if (random.isTrue(0.4))
        world.nextFailpoint = `${random.pick(failpoints)}:${random.pick([1, 2, 5])}`
      tally.count('kills of the product')
      await world.app.kill()
    } else await harm(server, { random, tally, faults, dice, stranger })
  }
  return disturbances
}

export async function harm(
  server: Server,
  {
    random,
    tally,
    faults,
    dice,
    stranger,
  }: Omit<Mayhem, 'failpoints'> & { dice: number; stranger: Scene['stranger'] },
): Promise<void> {
  if (dice < 0.45) {
    tally.count('kills of ComfyUI')
    await server.supervisor.kill({ downMs: random.pick([0, 0, 200, 700]) })
  } else if (dice < 0.7) {
    tally.count('faults of ComfyUI')
    await server.addFault(random.pick(faults))
  } else if (dice < 0.78) {
    tally.count('network cuts')
    server.network.cut()
  } else if (dice < 0.9) {
    tally.count('bad weather')
    server.network.weather = random.pick(weathers)
    await delay(random.between(50, 700))
    server.network.weather = 'open'
  } else await stranger.submit(server.directUrl)
}
