import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../random.ts'
import type { Scene } from '../referee/scene.ts'

const dialectsInTurn = ['comfy-api', 'comfyui', 'rest'] as const

export interface RandomWishes {
  readonly random: Random
  readonly signal: AbortSignal
  /** Jobs in all, as many of them of one batch. */
  readonly jobs: number
  readonly batchOf: number
  readonly steps: number
  /** Milliseconds in which all are sent. */
  readonly withinMs: number
  /** Milliseconds after its acceptance, at most, that a wish is cancelled; undefined for those that are not. */
  readonly cancelWithin: (index: number) => number | undefined
}

/** Sends a batch and single wishes in each dialect in turn, at random moments, and cancels some. */
export async function makeRandomWishes(
  scene: Scene,
  { random, signal, jobs, batchOf, steps, withinMs, cancelWithin }: RandomWishes,
): Promise<void> {
  const plans = [
    { key: 'batch', steps, batch: batchOf },
    ...Array.from({ length: jobs - batchOf }, (_, index) => ({
      key: `wish-${index}`,
      steps,
      dialect: dialectsInTurn[index % dialectsInTurn.length] ?? 'rest',
    })),
  ]
  await Promise.all(
    plans.map(async (plan, index) => {
      const wait = random.between(0, withinMs)
      const longest = cancelWithin(index)
      const cancelAfter = longest === undefined ? undefined : random.between(0, longest)
      const wish = scene.wish(plan)
      await delay(wait, undefined, { signal })
      await wish.make(signal)
      if ('dialect' in plan && plan.dialect === 'comfy-api') scene.follow(wish.id ?? '')
      if (cancelAfter === undefined) return
      await delay(cancelAfter, undefined, { signal })
      await wish.cancel(signal)
    }),
  )
}
