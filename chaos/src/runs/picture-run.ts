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
import { failpointNames, uploadFailpoints } from './failpoint-names.ts'
import { mayhem, mayhemMs } from './mayhem.ts'
import { faults } from './random-run.ts'

/** Those of uploads come as often as all others together. */
const uploadFaults = [
  { kind: 'uploads-lost', at: 'prompt' },
  { kind: 'uploads-lost', at: 'start' },
  { kind: 'upload-refused', status: 500 },
  { kind: 'reset', route: 'POST /upload/image', when: 'before' },
  { kind: 'reset', route: 'POST /upload/image', when: 'after' },
  { kind: 'hang', route: 'POST /upload/image', when: 'before' },
  { kind: 'hang', route: 'POST /upload/image', when: 'after' },
  { kind: 'wrong-json', route: 'POST /upload/image', when: 'after' },
] as const
const allFaults: readonly [object, ...object[]] = [
  ...uploadFaults,
  ...uploadFaults,
  ...uploadFaults,
  ...faults,
]
const failpoints: readonly [string, ...string[]] = [
  ...uploadFailpoints,
  ...uploadFailpoints,
  ...uploadFailpoints,
  ...failpointNames,
]

/** What nothing here is a reason for: an input that is gone, and graphs that no server runs. */
const wrongEnds = /^(?:input_gone|validation_failed|execution_failed|comfyui_refused|unreadable)$/

/** Batches of pictures from pictures, two servers, and random kills, cuts, lies and losses. */
export async function pictureRun(
  seed: number,
  { build, mutant }: { build: Build; mutant?: string },
): Promise<Tally> {
  const tally = new Tally()
  const random = Random.derive(seed, 'world')
  await using scene = await Scene.open(`pictures, seed ${seed}`, {
    build,
    servers: 2,
    stepsPerSecond: random.between(30, 120),
    keepsInputs: random.isTrue(0.5),
    env: { ACCEPT_WHILE_DOWN: String(random.isTrue(0.5)) },
    ...(mutant === undefined ? {} : { mutant }),
  })
  const limit = AbortSignal.timeout(80_000)
  await toTheEnd(scene, tally, async () => {
    await scene.world.up(limit)
    const making = makeWishes(scene, Random.derive(seed, 'wishes'), { seed, signal: limit })
    making.catch(() => undefined)
    const disturbances = await mayhem(scene, {
      random: Random.derive(seed, 'mayhem'),
      tally,
      faults: allFaults,
      failpoints,
    })
    await Promise.all(scene.world.servers.map((server) => server.clearFaults()))
    const settled = await settle(scene, tally, { making, patienceMs: 45_000 })
    for (const { request_id: id, status, error_info: error } of settled.jobs.values()) {
      tally.count(status === 'error' ? `error: ${error?.code}` : status)
      tally.check('I1', !wrongEnds.test(error?.code ?? ''), {
        run: scene.name,
        detail: () => `${id} ended with ${error?.code}`,
      })
    }
    await judge(scene, tally, { settled, mayUploadAgain: disturbances })
  })
  tally.count('runs')
  return tally
}

function plansFor(seed: number): readonly WishPlan[] {
  const [first, second, third] = [pictureOf(seed), pictureOf(seed + 0.25), pictureOf(seed + 0.5)]
  return [
    { key: 'batch-of-the-first', steps: 4, batch: 3, picture: first },
    { key: 'batch-of-the-second', steps: 4, batch: 2, picture: second },
    { key: 'one-of-the-third', steps: 4, picture: third, dialect: 'comfy-api' },
    { key: 'one-of-the-first', steps: 4, picture: first, dialect: 'comfy-api' },
    { key: 'one-of-nothing', steps: 4 },
    { key: 'one-of-the-second', steps: 4, picture: second },
  ]
}

async function makeWishes(
  scene: Scene,
  random: Random,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): Promise<void> {
  await Promise.all(
    plansFor(seed).map(async (plan) => {
      const wait = random.between(0, mayhemMs * 0.6)
      const cancelAfter = plan.key === 'one-of-the-third' ? random.between(0, 800) : undefined
      const wish = scene.wish(plan)
      await delay(wait, undefined, { signal })
      await wish.make(signal)
      if (cancelAfter === undefined) return
      await delay(cancelAfter, undefined, { signal })
      await wish.cancel(signal)
    }),
  )
}
