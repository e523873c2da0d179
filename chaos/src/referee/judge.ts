import { judgeComfyuiClients } from './judge-comfyui-clients.ts'
import { judgeFiles } from './judge-files.ts'
import { judgeFollowers } from './judge-followers.ts'
import { judgeOpenFiles } from './judge-open-files.ts'
import { judgePictures } from './judge-pictures.ts'
import { readLedger } from './ledger.ts'
import { readOracle } from './oracle-log.ts'
import { promptJobs } from './prompt-jobs.ts'
import { Runs } from './runs.ts'
import type { Scene } from './scene.ts'
import { eventually, type Settled } from './settle.ts'
import { shownGalleries } from './shown-galleries.ts'
import type { Check, Tally } from './tally.ts'

/** Whether a prompt that came again at this time, in milliseconds since the epoch, was sent before anybody could know better. */
export type MayComeLate = (at: number) => boolean

const never: MayComeLate = () => false

/** Checks everything that can be checked once all jobs are over, and ends the world on the way. */
export async function judge(
  scene: Scene,
  tally: Tally,
  {
    settled,
    mayComeLate = never,
    mayUploadAgain = 0,
  }: { settled: Settled; mayComeLate?: MayComeLate; mayUploadAgain?: number },
): Promise<void> {
  const { name: run, world } = scene
  const check: Check = (invariant, holds, detail) => tally.check(invariant, holds, { run, detail })
  await judgeKeys(scene, check)
  await judgeBatches(scene, settled, check)
  await judgeEvents(scene, settled, check)
  await judgeFollowers(scene, settled, check)
  await judgeComfyuiClients(scene, settled, { check, tally })
  await judgeServers(scene, check)
  const shown = await shownGalleries(scene, settled, tally)
  for (const app of world.apps) await judgeOpenFiles(app, { world, check })
  await Promise.all(world.apps.map(({ supervisor }) => supervisor.stop()))
  await scene.reader[Symbol.asyncDispose]()
  await scene.remover[Symbol.asyncDispose]()
  const { torn, reads } = scene.reader
  tally.count('files read while it happened', reads)
  check('I4', torn.length === 0, () => torn.join(', '))
  const ledger = await readLedger(world)
  judgeJobs(scene, { settled, ledger }, check)
  for (const one of shown) await judgeFiles(scene, { ledger, shown: one }, check)
  await judgePictures(scene, { settled, ledger, mayUploadAgain }, check)
  await judgeOracles(scene, { settled, tally, mayComeLate }, check)
  const { unnoted, checked } = await world.tap.verdict()
  for (let count = 0; count < checked - unnoted.length; count += 1) check('I6', true, () => '')
  for (const promptId of unnoted) check('I6', false, () => `${promptId} was posted unnoted`)
  for (const supervisor of world.supervisors) {
    check('alive', supervisor.unexpectedDeaths.length === 0, () =>
      supervisor.unexpectedDeaths.join('\n'),
    )
  }
}

/** Checks that each wish, asked once more, is answered as before. */
async function judgeKeys({ wishes }: Scene, check: Check): Promise<void> {
  for (const wish of wishes.filter(({ id }) => id !== undefined)) {
    await wish.ask()
    check('I2', wish.ids.length === 1, () => `${wish.plan.key} is ${wish.ids.join(' and ')}`)
  }
}

async function judgeBatches(scene: Scene, settled: Settled, check: Check): Promise<void> {
  for (const [id, jobIds] of settled.batches) {
    const jobs = jobIds.flatMap((jobId) => settled.jobs.get(jobId) ?? [])
    const batch = await scene.api.batch(id)
    const completed = jobs.filter(({ status }) => status === 'completed').length
    const failed = jobs.filter(({ status }) => status === 'error').length
    const isOver = !['queued', 'processing'].includes(batch.status)
    check(
      'I12',
      isOver &&
        batch.total_images === jobs.length &&
        batch.completed_images === completed &&
        batch.failed_images.length === failed,
      () => JSON.stringify({ batch, jobs }),
    )
  }
}

async function judgeEvents(
  { follower, world }: Scene,
  { jobs }: Settled,
  check: Check,
): Promise<void> {
  const isComplete = (): boolean => [...jobs.keys()].every((id) => follower.endsOf(id) >= 1)
  // Where there are several processes, none has forgotten anything.
  const mayMiss = follower.startedBlind > 0 || (world.apps.length === 1 && follower.resets > 0)
  const sawAll = mayMiss || (await eventually(isComplete, 5_000))
  check('I11', sawAll, () => {
    const missed = [...jobs.keys()].filter((id) => follower.endsOf(id) === 0)
    return `the end of ${missed} was not told`
  })
  check('I11', follower.disorder.length === 0, () => follower.disorder.join(', '))
  for (const id of jobs.keys()) {
    check('I11', follower.endsOf(id) <= 1, () => `${id} ended ${follower.endsOf(id)} times`)
  }
}

/** Checks that no prompt of ours is left on any server. */
async function judgeServers({ world, stranger }: Scene, check: Check): Promise<void> {
  for (const { directUrl, name } of world.servers) {
    let left = ''
    const isEmpty = await eventually(async () => {
      const answer = await fetch(`${directUrl}/queue`, { signal: AbortSignal.timeout(1_000) })
      const ids = (await answer.text()).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
      left = ids.filter((id) => !stranger.promptIds.has(id)).join(', ')
      return left === ''
    }, 8_000)
    check('I8', isEmpty, () => `still on ${name}: ${left}`)
  }
}

function judgeJobs(
  { watchers, wishes }: Scene,
  { settled, ledger }: { settled: Settled; ledger: Awaited<ReturnType<typeof readLedger>> },
  check: Check,
): void {
  for (const { contradictions } of watchers) {
    check('I1', contradictions.length === 0, () => contradictions.join(', '))
  }
  for (const [id, { status }] of settled.jobs) {
    const state = ledger.find((entry) => entry.id === id)?.state
    check('I1', agree(status, state), () => `${id} was told ${status} and is written ${state}`)
  }
  check('I2', ledger.length === settled.jobs.size, () => {
    const extra = ledger.filter(({ id }) => !settled.jobs.has(id)).map(({ id }) => id)
    return `jobs that nobody wished for: ${extra}`
  })
  for (const { id, cancelResult } of wishes) {
    const status = settled.jobs.get(id ?? '')?.status
    if (cancelResult === undefined || status === undefined) continue
    const isRight =
      cancelResult === 'requested' ||
      (cancelResult === 'cancelled' ? status === 'cancelled' : status !== 'queued')
    check('I8', isRight, () => `${id}: ${cancelResult}, and then ${status}`)
  }
}

function agree(status: string, state: string | undefined): boolean {
  if (status === 'completed') return state === 'succeeded'
  if (status === 'cancelled') return state === 'cancelled'
  return state === 'failed' || state === 'dead'
}

async function judgeOracles(
  { world, stranger }: Scene,
  { settled, tally, mayComeLate }: { settled: Settled; tally: Tally; mayComeLate: MayComeLate },
  check: Check,
): Promise<void> {
  const jobOf = promptJobs([...settled.jobs.keys()])
  for (const { oracleLog, name } of world.servers) {
    const log = await readOracle(oracleLog)
    const { enqueued, repeated, beside, unknown } = new Runs(log, {
      jobOf,
      strangers: stranger.promptIds,
    })
    tally.count('prompts enqueued', enqueued)
    const late = Object.groupBy([...repeated, ...beside], ({ at }) => String(mayComeLate(at)))
    tally.count('copies in the late-POST window', late.true?.length ?? 0)
    const excess = late.false?.map(({ what }) => what) ?? []
    check('I5', excess.length === 0, () => `${name} was given a prompt again: ${excess}`)
    check('I5', unknown.length === 0, () => `${name} was given prompts of no job: ${unknown}`)
    const harmed = log.filter(
      ({ event, promptId = '' }) =>
        stranger.promptIds.has(promptId) && ['delete', 'interrupt'].includes(event),
    )
    check('I9', harmed.length === 0, () => JSON.stringify(harmed))
  }
}
