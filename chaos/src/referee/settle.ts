import { setTimeout as delay } from 'node:timers/promises'
import { isTerminal, type Job } from '../client/api.ts'
import type { Scene } from './scene.ts'
import type { Tally } from './tally.ts'

/** Several times longer than any of the product's limits in `timings`. */
export const usualPatienceMs = 25_000

/** Polls until true; false when time is up. */
export async function eventually(
  isTrue: () => Promise<boolean> | boolean,
  withinMs: number,
): Promise<boolean> {
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    if (await Promise.try(isTrue).catch(() => false)) return true
    await delay(25)
  }
  return false
}

export interface Settled {
  /** Jobs by id. */
  readonly jobs: ReadonlyMap<string, Job>
  readonly batches: ReadonlyMap<string, readonly string[]>
}

/** After the last trouble, checks that every wish is accepted and every job ends in time. */
export async function settle(
  scene: Scene,
  tally: Tally,
  { making, patienceMs = usualPatienceMs }: { making: Promise<unknown>; patienceMs?: number },
): Promise<Settled> {
  const { api, name: run, wishes } = scene
  scene.world.calm()
  const jobs = new Map<string, Job>()
  const batches = new Map<string, readonly string[]>()
  const since = performance.now()
  const areMade = await Promise.race([
    making.then(() => true),
    delay(patienceMs, false, { ref: false }),
  ])
  tally.check('I13', areMade, {
    run,
    detail: () => `not accepted: ${scene.world.output}`,
  })
  const ids = (): readonly string[] => [...wishes.flatMap((wish) => jobIdsOf(wish, batches))]
  /** The product's own answer, for finding the cause. */
  const tell = async (path: string): Promise<string> => {
    const answer = await api.request(path).then(
      (response) => response.text(),
      (error: unknown) => String(error),
    )
    return `${path}: ${answer}`
  }
  const areOver = await eventually(async () => {
    for (const wish of wishes) {
      if (wish.isBatch && wish.id !== undefined && !batches.has(wish.id)) {
        batches.set(wish.id, (await api.batch(wish.id)).job_ids)
      }
    }
    for (const id of ids()) if (!jobs.has(id)) await look(scene, id, jobs)
    return ids().every((id) => jobs.has(id))
  }, patienceMs)
  const left = ids().filter((id) => !jobs.has(id))
  const facts = areOver
    ? []
    : await Promise.all(['/api/servers', ...left.map(statusPath)].map(tell))
  tally.check('I13', areOver, {
    run,
    detail: () => `not over: ${left}\n${facts.join('\n')}\n${scene.world.output}`,
  })
  tally.count('milliseconds to settle', Math.round(performance.now() - since))
  return { jobs, batches }
}

const statusPath = (id: string): string => `/api/generate/status/${id}`

function jobIdsOf(
  { id, isBatch }: Scene['wishes'][number],
  batches: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (id === undefined) return []
  return isBatch ? (batches.get(id) ?? ['unknown batch']) : [id]
}

async function look({ api }: Scene, id: string, jobs: Map<string, Job>): Promise<void> {
  const job = await api.job(id)
  if (isTerminal(job)) jobs.set(id, job)
}
