import type { Wish, WishPlan } from '../client/wish.ts'
import { judge } from '../referee/judge.ts'
import { Scene } from '../referee/scene.ts'
import { eventually, settle, usualPatienceMs } from '../referee/settle.ts'
import { Tally } from '../referee/tally.ts'
import { toTheEnd } from '../referee/to-the-end.ts'
import type { WorldOptions } from '../world/world.ts'

export interface Stage {
  readonly scene: Scene
  readonly wishes: readonly Wish[]
  readonly tally: Tally
  readonly signal: AbortSignal
}

/** A run with written-down trouble. */
export interface Script {
  readonly name: string
  readonly world?: Partial<WorldOptions>
  readonly wishes: readonly WishPlan[]
  /** Faults of the first server, set before the first wish. */
  readonly faults?: readonly object[]
  /** Trouble to cause while the wishes are made. */
  readonly act?: (stage: Stage) => Promise<void>
  /** Checks how jobs ended. Default: only `completed` and `cancelled`. */
  readonly expect?: (stage: Stage, ends: readonly string[]) => void
  /**
   * A prompt may arrive later than the product waits for it: a copy beside a live one is counted, not held against it.
   */
  readonly mayComeLate?: boolean
  /** Milliseconds to settle. Default 25,000. */
  readonly patienceMs?: number
}

export type Build = Pick<WorldOptions, 'build' | 'mutant'>

export async function runScript(script: Script, build: Build): Promise<Tally> {
  const tally = new Tally()
  const { patienceMs = usualPatienceMs } = script
  const signal = AbortSignal.timeout(35_000 + patienceMs)
  await using scene = await Scene.open(script.name, {
    servers: 1,
    stepsPerSecond: 60,
    ...script.world,
    ...build,
  })
  await toTheEnd(scene, tally, () => play(script, { scene, tally, signal }))
  tally.count('runs')
  return tally
}

async function play(
  script: Script,
  { scene, tally, signal }: Pick<Stage, 'scene' | 'tally' | 'signal'>,
): Promise<void> {
  await Promise.all(scene.world.servers.map(({ supervisor }) => supervisor.up(signal)))
  for (const fault of script.faults ?? []) await scene.world.servers[0]?.addFault(fault)
  const wishes = script.wishes.map((plan) => scene.wish(plan))
  const making = Promise.all(wishes.map((wish) => wish.make(signal)))
  making.catch(() => undefined)
  const stage: Stage = { scene, wishes, tally, signal }
  await script.act?.(stage)
  const settled = await settle(scene, tally, {
    making,
    patienceMs: script.patienceMs ?? usualPatienceMs,
  })
  const ends = [...settled.jobs.values()].map(({ status, error_info }) =>
    status === 'error' ? `error: ${error_info?.code}` : status,
  )
  for (const end of ends) tally.count(end)
  if (script.expect === undefined) expectNoErrors(stage, ends)
  else script.expect(stage, ends)
  for (const { supervisor, faultsLeft } of scene.world.servers) {
    if (supervisor.lives > 1) continue
    const left = await faultsLeft()
    tally.check('reached', left === 0, {
      run: script.name,
      detail: () => `${left} faults did not happen`,
    })
  }
  await judge(scene, tally, { settled, mayComeLate: () => script.mayComeLate ?? false })
}

function expectNoErrors({ scene, tally }: Stage, ends: readonly string[]): void {
  const isRight = ends.every((end) => end === 'completed' || end === 'cancelled')
  tally.check('I1', isRight, { run: scene.name, detail: () => `they ended so: ${ends.join(', ')}` })
}

/** Resolves when the failpoint has killed the product. */
export async function untilKilled({ scene, tally }: Stage): Promise<void> {
  const isKilled = await eventually(() => scene.world.app.lives > 1, 25_000)
  tally.check('reached', isKilled, {
    run: scene.name,
    detail: () => 'the failpoint was not reached',
  })
}

/** Resolves when the job is on a server, as far as the product knows. */
export async function untilProcessing({ scene }: Stage, wish: Wish | undefined): Promise<void> {
  await eventually(async () => {
    if (wish?.id === undefined) return false
    return (await scene.api.job(wish.id)).status === 'processing'
  }, 10_000)
}
