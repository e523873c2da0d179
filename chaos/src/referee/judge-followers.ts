import type { Scene } from './scene.ts'
import { eventually, type Settled } from './settle.ts'
import type { Check } from './tally.ts'

const endOf: ReadonlyMap<string, string> = new Map([
  ['completed', 'succeeded'],
  ['error', 'failed'],
  ['cancelled', 'canceled'],
])

/** Checks that whoever followed a job was told each output and its end, once, in whichever life of the product that was. */
export async function judgeFollowers(
  { followers }: Pick<Scene, 'followers'>,
  { jobs }: Settled,
  check: Check,
): Promise<void> {
  for (const follower of followers) {
    const job = jobs.get(follower.id)
    if (job === undefined) continue
    const isOver = await eventually(() => follower.isOver, 5_000)
    // Each makes one picture, which may not be in the gallery at once.
    const made = job.status === 'completed' ? ['output-0'] : []
    const expected = [...made, endOf.get(job.status)]
    check(
      'I11',
      isOver && follower.told.join() === expected.join(),
      () =>
        `${follower.id}, which is ${job.status}, was told ${follower.told.join()}${isOver ? '' : ' and no end'}`,
    )
  }
}
