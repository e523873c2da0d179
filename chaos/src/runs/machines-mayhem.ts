import { setTimeout as delay } from 'node:timers/promises'
import type { PostgresServer } from '@darkroom/test-postgres'
import type { Random } from '../random.ts'
import type { Scene } from '../referee/scene.ts'
import type { Tally } from '../referee/tally.ts'
import type { App } from '../world/app.ts'
import { memberLeaseMs } from '../world/machines.ts'
import { generationFailpoints } from './failpoint-names.ts'
import { harm } from './mayhem.ts'
import { faults } from './random-run.ts'

export const machinesMayhemMs = 6_000

/** Up to well beyond the time after which the others take over. */
const longest = memberLeaseMs * 2

export interface MachinesMayhem {
  readonly random: Random
  readonly tally: Tally
  readonly database: PostgresServer
}

type Trouble = (app: App, options: MachinesMayhem) => Promise<void>

/** Each with its share of 100; each ends by itself. */
const troubles: readonly (readonly [number, Trouble])[] = [
  [18, kill],
  [20, standStill],
  [20, cutOff],
  [4, resetLine],
  [8, endDatabase],
  [6, setClock],
]

/** Kills, stops, cuts and lies at random moments, several at once. Resolves when all of it is over. */
export async function machinesMayhem(
  { world, stranger }: Scene,
  options: MachinesMayhem,
): Promise<void> {
  const { random, tally } = options
  const end = performance.now() + machinesMayhemMs
  const pending: Promise<void>[] = []
  while (performance.now() < end) {
    await delay(random.between(40, 400))
    const app = world.apps[Math.floor(random.next() * world.apps.length)]
    const server = world.servers[random.isTrue(0.5) ? 0 : 1]
    if (app === undefined || server === undefined) continue
    const trouble = chosen(random.next() * 100)
    if (trouble === undefined) {
      const dice = random.between(0.3, 1)
      await harm(server, { random, tally, faults, dice, stranger })
    } else pending.push(trouble(app, options))
  }
  await Promise.all(pending)
}

function chosen(dice: number): Trouble | undefined {
  let sum = 0
  return troubles.find(([share]) => {
    sum += share
    return dice < sum
  })?.[1]
}

/** Killed; in its next life it may be killed, or stand still, at a named moment. */
async function kill(app: App, { random, tally }: MachinesMayhem): Promise<void> {
  const action = random.pick(['', '', ':kill', ':freeze', ':freeze'])
  const point = `${random.pick(generationFailpoints)}:${random.pick([1, 2, 5])}`
  const downMs = random.pick([0, 0, 500, memberLeaseMs * 1.5])
  app.frozenMs = random.between(memberLeaseMs, longest)
  if (action !== '') app.nextFailpoint = `${point}${action}`
  tally.count('kills of the product')
  await app.supervisor.kill({ downMs })
}

async function standStill(app: App, { random, tally }: MachinesMayhem): Promise<void> {
  const frozenMs = random.between(100, longest)
  tally.count('processes that stood still')
  app.freeze()
  await delay(frozenMs)
  app.thaw()
}

async function cutOff({ line }: App, { random, tally }: MachinesMayhem): Promise<void> {
  const direction = random.pick(['both', 'there', 'back'])
  const cutMs = random.between(100, longest)
  tally.count(`cuts from the database, ${direction}`)
  line?.cut(direction)
  await delay(cutMs)
  line?.mend()
}

async function resetLine({ line }: App, { tally }: MachinesMayhem): Promise<void> {
  tally.count('resets of the line to the database')
  line?.reset()
}

/** Those that are away: nobody ends one that has not been started again. */
const away = new WeakSet<PostgresServer>()

async function endDatabase(_: App, { random, tally, database }: MachinesMayhem): Promise<void> {
  const how = random.pick(['kill', 'stop'])
  const downMs = random.between(0, 1_500)
  if (away.has(database)) return
  away.add(database)
  tally.count(how === 'kill' ? 'kills of the database' : 'stops of the database')
  await database[how]()
  await delay(downMs)
  await database.start()
  away.delete(database)
}

async function setClock({ clock }: App, { random, tally }: MachinesMayhem): Promise<void> {
  const seconds = random.pick([-3_600, -5, 0, 5, 3_600])
  if (clock === undefined) return
  tally.count('wall clocks set')
  clock.set(seconds)
}
