import { setTimeout as delay } from 'node:timers/promises'
import { pictureOf } from '../client/picture.ts'
import type { WishPlan } from '../client/wish.ts'
import { Random } from '../random.ts'
import { judge } from '../referee/judge.ts'
import { Scene } from '../referee/scene.ts'
import { settle } from '../referee/settle.ts'
import { Tally } from '../referee/tally.ts'
import { toTheEnd } from '../referee/to-the-end.ts'
import type { Build } from '../world/entry.ts'
import { deskMayhem } from './desk-mayhem.ts'
import { failpointNames } from './failpoint-names.ts'
import { mayhem, mayhemMs } from './mayhem.ts'
import { faults } from './random-run.ts'

/** Clients of ComfyUI in front of the product, two servers behind it, and everybody killed, cut off and lied to at random. */
export async function facadeRun(
  seed: number,
  { build, mutant }: { build: Build; mutant?: string },
): Promise<Tally> {
  const tally = new Tally()
  const random = Random.derive(seed, 'world')
  await using scene = await Scene.open(`facade, seed ${seed}`, {
    build,
    servers: 2,
    stepsPerSecond: random.between(20, 90),
    keepsInputs: random.isTrue(0.5),
    isComfyui: true,
    env: { ACCEPT_WHILE_DOWN: String(random.isTrue(0.5)) },
    ...(mutant === undefined ? {} : { mutant }),
  })
  const limit = AbortSignal.timeout(80_000)
  await toTheEnd(scene, tally, async () => {
    await scene.world.up(limit)
    const making = makeWishes(scene, Random.derive(seed, 'wishes'), { seed, signal: limit })
    making.catch(() => undefined)
    const [disturbances] = await Promise.all([
      mayhem(scene, {
        random: Random.derive(seed, 'mayhem'),
        tally,
        faults,
        failpoints: failpointNames,
      }),
      deskMayhem(scene, { random: Random.derive(seed, 'desks'), tally, forMs: mayhemMs }),
    ])
    await Promise.all(scene.world.servers.map((server) => server.clearFaults()))
    const settled = await settle(scene, tally, { making, patienceMs: 45_000 })
    for (const { status, error_info } of settled.jobs.values())
      tally.count(status === 'error' ? `error: ${error_info?.code}` : status)
    await judge(scene, tally, { settled, mayUploadAgain: disturbances })
  })
  tally.count('runs')
  return tally
}

/** Those of one address that name themselves, those of another that do not, and programs from npm beside them. */
function plansFor(seed: number): readonly WishPlan[] {
  const by = { steps: 6, dialect: 'comfyui' } as const
  return [
    { ...by, key: 'named-1', client: 'named' },
    { ...by, key: 'named-2', client: 'named' },
    { ...by, key: 'beside-1', client: 'beside', picture: pictureOf(seed) },
    { ...by, key: 'beside-2', client: 'beside' },
    { ...by, key: 'elsewhere-1', client: 'elsewhere', desk: 1, picture: pictureOf(seed + 0.5) },
    { ...by, key: 'elsewhere-2', client: 'elsewhere', desk: 1 },
    { ...by, key: 'cancelled-1', client: 'cancelled' },
    { ...by, key: 'stable-canvas-1', client: 'stable-canvas-1', sdk: 'stable-canvas' },
    { ...by, key: 'stable-canvas-2', client: 'stable-canvas-2', sdk: 'stable-canvas' },
    { ...by, key: 'saintno-1', client: 'saintno-1', sdk: 'saintno' },
    { ...by, key: 'comfy-client-1', sdk: 'comfy-client' },
    { key: 'rest-1', steps: 6 },
  ]
}

async function makeWishes(
  scene: Scene,
  random: Random,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): Promise<void> {
  const interrupting = Promise.all(
    [
      { desk: 0, client: 'named' },
      { desk: 1, client: undefined },
    ].map(async (interrupt) => {
      await delay(random.between(300, mayhemMs), undefined, { signal })
      // Only where the other desk has an address of its own.
      if (interrupt.desk < scene.world.desks.length) await scene.interrupt(interrupt)
    }),
  )
  await Promise.all([
    interrupting,
    ...plansFor(seed).map(async (plan) => {
      const wait = random.between(0, mayhemMs * 0.6)
      const cancelAfter = random.between(0, 800)
      const wish = scene.wish(plan)
      await delay(wait, undefined, { signal })
      await wish.make(signal)
      if (plan.client !== 'cancelled') return
      await delay(cancelAfter, undefined, { signal })
      await wish.cancel(signal)
    }),
  ])
}
