import { Api } from '../client/api.ts'
import { Random } from '../random.ts'
import { judge } from '../referee/judge.ts'
import { Scene } from '../referee/scene.ts'
import { eventually, settle } from '../referee/settle.ts'
import { Tally } from '../referee/tally.ts'
import { toTheEnd } from '../referee/to-the-end.ts'
import type { Databases } from '../world/databases.ts'
import type { Build } from '../world/entry.ts'
import type { World } from '../world/world.ts'
import { machinesMayhem, machinesMayhemMs } from './machines-mayhem.ts'
import { makeRandomWishes } from './random-wishes.ts'

const jobs = 16
const batchOf = 4

/** So long after it went on, a process may have sent what it was just about to when it began to stand still. */
const lateMs = 1_500

export interface MachinesOptions {
  readonly build: Build
  readonly mutant?: string
  readonly databases: Databases
}

/** Three processes on one queue and one gallery, two servers, sixteen jobs, and everything that goes wrong between them. */
export async function machinesRun(
  seed: number,
  { build, mutant, databases }: MachinesOptions,
): Promise<Tally> {
  const tally = new Tally()
  const random = Random.derive(seed, 'world')
  await using database = await databases.take()
  if (database === undefined) throw new Error('There is no PostgreSQL here')
  await using scene = await Scene.open(`machines, seed ${seed}`, {
    build,
    servers: 2,
    stepsPerSecond: random.between(15, 60),
    machines: { count: 3, database },
    env: { ACCEPT_WHILE_DOWN: String(random.isTrue(0.5)) },
    ...(mutant === undefined ? {} : { mutant }),
  })
  const { world } = scene
  const limit = AbortSignal.timeout(150_000)
  await toTheEnd(scene, tally, async () => {
    await world.up(limit)
    const making = makeRandomWishes(scene, {
      random: Random.derive(seed, 'wishes'),
      signal: limit,
      jobs,
      batchOf,
      steps: 6,
      withinMs: machinesMayhemMs * 0.8,
      cancelWithin: (index) => (index % 4 === 1 ? 2_000 : undefined),
    })
    making.catch(() => undefined)
    await machinesMayhem(scene, { random: Random.derive(seed, 'mayhem'), tally, database })
    await Promise.all(world.servers.map((server) => server.clearFaults()))
    const settled = await settle(scene, tally, { making, patienceMs: 60_000 })
    for (const { status, error_info } of settled.jobs.values()) {
      tally.count(status === 'error' ? `error: ${error_info?.code}` : status)
    }
    await judgeHealth(world, { run: scene.name, tally })
    const mayComeLate = (at: number): boolean =>
      thaws(world).some((thawedAt) => thawedAt <= at && at < thawedAt + lateMs)
    await judge(scene, tally, { settled, mayComeLate })
  })
  tally.count('runs')
  tally.count('times that a process went on', thaws(world).length)
  tally.count('streams', scene.follower.connections)
  tally.count('resets of streams', scene.follower.resets)
  return tally
}

const thaws = ({ apps }: World): readonly number[] => apps.flatMap(({ thawedAt }) => thawedAt)

/** Checks that each process says that nothing is wrong with it. */
async function judgeHealth(
  { apps }: World,
  { run, tally }: { readonly run: string; readonly tally: Tally },
): Promise<void> {
  for (const { url, supervisor } of apps) {
    const api = new Api(url)
    let said = ''
    const isWhole = await eventually(async () => {
      said = await (await api.request('/api/health')).text()
      return said.includes('"status":"healthy"')
    }, 30_000)
    tally.check('I27', isWhole, { run, detail: () => `${said}\n${supervisor.current.output}` })
  }
}
