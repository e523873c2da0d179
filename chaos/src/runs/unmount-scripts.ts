import { readdir } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { inParallel } from '../in-parallel.ts'
import { eventually } from '../referee/settle.ts'
import { Tally } from '../referee/tally.ts'
import { type Absence, mountedGallery, takeAway } from '../world/absence.ts'
import { type Build, runScript, type Script, type Stage, untilProcessing } from './script.ts'

interface UnmountPlan {
  readonly absence: Absence
  /** A moment at which the product is held up while its disk goes. */
  readonly moment?: string
  /** Kills the product while its disk is away for the first time. */
  readonly withKill: boolean
  /** How often the disk goes and comes back. Default: thrice. */
  readonly times?: number
}

/** The disk goes while jobs run and others are asked for, and comes back; several times over. */
export function unmountScript(
  { absence, moment, withKill, times = 3 }: UnmountPlan,
  disk?: string,
): Script {
  const at = moment === undefined ? 'at work' : `at ${moment}`
  return {
    name: `the gallery is ${absence} ${at}${withKill ? ', and the product is killed' : ''}`,
    world: {
      stepsPerSecond: 30,
      ...(disk === undefined ? {} : { disk }),
      ...(moment === undefined ? {} : { failpoint: `${moment}:1:delay700` }),
    },
    patienceMs: 90_000,
    wishes: Array.from({ length: 5 }, (_, index) => ({ key: `wish-${index}`, steps: 6 })),
    act: async (stage) => {
      const { scene, wishes, signal, tally } = stage
      await eventually(() => wishes.every(({ id }) => id !== undefined), 10_000)
      await (moment === undefined
        ? untilProcessing(stage, wishes[0])
        : eventually(() => isAnythingStored(stage), 10_000))
      for (let time = 0; time < times; time += 1) {
        const bringBack = await takeAway(scene.world.gallery, absence)
        const late = scene.wish({ key: `late-${time}`, steps: 3 })
        const making = late.make(signal)
        making.catch(() => undefined)
        await delay(300)
        if (withKill && time === 0) await scene.world.app.kill()
        await eventually(() => late.refusals.some(({ status }) => status === 507), 40_000)
        const { wasAccepted, found } = {
          wasAccepted: late.id !== undefined,
          found: await bringBack(),
        }
        tally.check('I18', !wasAccepted && late.refusals.length > 0, {
          run: scene.name,
          detail: () => `while the gallery was away: ${wasAccepted ? 'accepted' : 'not refused'}`,
        })
        tally.check(
          'I18',
          late.refusals.every(({ retryAfter }) => Number(retryAfter) > 0),
          {
            run: scene.name,
            detail: () => JSON.stringify(late.refusals),
          },
        )
        tally.check('I19', found.length === 0, {
          run: scene.name,
          detail: () => `found in its place: ${found}`,
        })
        await making
        await delay(200)
      }
    },
  }
}

async function isAnythingStored({ scene }: Stage): Promise<boolean> {
  const names = await readdir(scene.world.gallery, { recursive: true })
  return names.some((name) => name.endsWith('part') || name.endsWith('.png'))
}

const moments = [undefined, 'view.mid', 'stage.after-sync', 'rename.after'] as const
const absences = ['gone', 'empty', 'foreign'] as const

export async function runUnmountScripts(
  build: Build,
  { notice, parallel }: { notice: (text: string) => void; parallel: number },
): Promise<Tally> {
  const tally = new Tally()
  const plans = absences.flatMap((absence) =>
    moments.flatMap((moment) =>
      [false, true].map((withKill) => ({
        absence,
        withKill,
        ...(moment === undefined ? {} : { moment }),
      })),
    ),
  )
  await inParallel(plans, parallel, async (plan) =>
    tally.add(await runScript(unmountScript(plan), build)),
  )
  for (const withKill of [false, true]) {
    await using mounted = await mountedGallery()
    if (mounted === undefined) notice('Skipped: a disk unmounted, for this user may not mount one.')
    else {
      const script = unmountScript({ absence: 'unmounted', withKill }, mounted.path)
      tally.add(await runScript(script, build))
    }
  }
  return tally
}
