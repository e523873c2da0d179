import { Random } from '../random.ts'
import { judge } from '../referee/judge.ts'
import { Scene } from '../referee/scene.ts'
import { settle } from '../referee/settle.ts'
import { Tally } from '../referee/tally.ts'
import { toTheEnd } from '../referee/to-the-end.ts'
import type { Build } from '../world/entry.ts'
import { failpointNames } from './failpoint-names.ts'
import { mayhem, mayhemMs } from './mayhem.ts'
import { makeRandomWishes } from './random-wishes.ts'

/** Server faults. None makes a job fail for good, and none makes a second run right. */
export const faults: readonly [object, ...object[]] = [
  { kind: 'reset', route: 'POST /prompt', when: 'before' },
  { kind: 'reset', route: 'POST /prompt', when: 'after' },
  { kind: 'server-error', route: 'POST /prompt', when: 'before' },
  { kind: 'server-error', route: 'POST /prompt', when: 'after' },
  { kind: 'hang', route: 'POST /prompt', when: 'after' },
  { kind: 'late-enqueue', ms: 100, answer: 'reset' },
  { kind: 'event-before-response' },
  { kind: 'history-delay', ms: 150 },
  { kind: 'server-error', route: 'GET /queue' },
  { kind: 'wrong-json', route: 'GET /queue' },
  { kind: 'html', route: 'GET /history' },
  { kind: 'reset', route: 'GET /history' },
  { kind: 'truncated-body', route: 'GET /view' },
  { kind: 'slow-body', route: 'GET /view', ms: 30 },
  { kind: 'drop-sockets' },
  { kind: 'silent-socket' },
  { kind: 'missing-event' },
  { kind: 'duplicate-event' },
  { kind: 'reordered-event' },
  { kind: 'foreign-event' },
  { kind: 'foreign-interrupt' },
  { kind: 'restart' },
]

const jobs = 12
const batchOf = 3

/** Twelve jobs, two servers, and random kills, cuts and lies. */
export async function randomRun(
  seed: number,
  { build, mutant }: { build: Build; mutant?: string },
): Promise<Tally> {
  const tally = new Tally()
  const random = Random.derive(seed, 'world')
  await using scene = await Scene.open(`seed ${seed}`, {
    build,
    servers: 2,
    stepsPerSecond: random.between(30, 120),
    env: { ACCEPT_WHILE_DOWN: String(random.isTrue(0.5)) },
    ...(mutant === undefined ? {} : { mutant }),
  })
  const limit = AbortSignal.timeout(60_000)
  await toTheEnd(scene, tally, async () => {
    await scene.world.up(limit)
    const making = makeRandomWishes(scene, {
      random: Random.derive(seed, 'wishes'),
      signal: limit,
      jobs,
      batchOf,
      steps: 4,
      withinMs: mayhemMs * 0.6,
      cancelWithin: (index) => (index === 1 || index === 2 ? 800 : undefined),
    })
    making.catch(() => undefined)
    const random = Random.derive(seed, 'mayhem')
    await mayhem(scene, { random, tally, faults, failpoints: failpointNames })
    await Promise.all(scene.world.servers.map((server) => server.clearFaults()))
    const settled = await settle(scene, tally, { making })
    for (const { status, error_info } of settled.jobs.values()) {
      tally.count(status === 'error' ? `error: ${error_info?.code}` : status)
    }
    await judge(scene, tally, { settled })
  })
  tally.count('runs')
  tally.count('streams', scene.follower.connections)
  return tally
}
