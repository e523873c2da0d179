import { isTerminal } from '../client/api.ts'
import { eventually } from '../referee/settle.ts'
import type { Script, Stage } from './script.ts'

const wishes = (length: number, isModest = false) =>
  Array.from({ length }, (_, index) => ({ key: `wish-${index}`, steps: 5, isModest }))

/**
 * A job is to blame when ten deaths have come while it ran. Of two jobs, one may run while the other waits for its next try, so
 * both can come near to that before either is given up.
 */
const mostLives = 2 * 10

/** Expects one job to fail, and only the one to blame. */
function expectOneError({ scene, tally, wishes: made }: Stage, ends: readonly string[]): void {
  const errors = ends.filter((end) => end.startsWith('error')).length
  const others = ends.filter((end) => end === 'completed').length
  tally.check('I16', errors === 1 && others === made.length - 1, {
    run: scene.name,
    detail: () => `they ended so: ${ends.join(', ')}`,
  })
}

/** Requests that the product refuses, and jobs that it gives up. */
export const limitScripts: readonly Script[] = [
  {
    name: 'a job that kills ComfyUI three times',
    wishes: wishes(3),
    faults: [{ kind: 'restart', times: 3 }],
    expect: expectOneError,
    act: async ({ scene }) => {
      await eventually(async () => (await scene.api.jobs()).some(isTerminal), 15_000)
    },
  },
  {
    name: 'a job that kills the product every time',
    wishes: wishes(2),
    world: { failpoint: 'post.before' },
    expect: expectOneError,
    // Lives are counted, not seconds: on a busy machine each takes its time to start.
    act: async ({ scene, tally }) => {
      const { app } = scene.world
      await eventually(async () => {
        scene.world.nextFailpoint = 'post.before'
        if (app.lives > mostLives) return true
        return (await scene.api.jobs()).some(isTerminal)
      }, 180_000)
      tally.count('lives of the product that were taken', app.lives)
      tally.check('I16', app.lives <= mostLives, {
        run: scene.name,
        detail: () => `${app.lives} lives of the product were taken`,
      })
    },
  },
  {
    name: 'more wishes than there is room for',
    wishes: wishes(10, true),
    world: { env: { QUEUE_LIMIT: '3' }, stepsPerSecond: 20 },
    act: async ({ scene, wishes: made, tally, signal }) => {
      await scene.world.app.up(signal)
      await Promise.all(made.map((wish) => wish.id === undefined && wish.ask()))
      for (const { status, retryAfter } of made.flatMap(({ refusals }) => refusals)) {
        tally.check('I18', [429, 503, 507].includes(status) && Number(retryAfter) > 0, {
          run: scene.name,
          detail: () => `${status} with Retry-After ${retryAfter}`,
        })
      }
      const refused = made.filter(({ id }) => id === undefined).length
      tally.check('reached', refused > 0, { run: scene.name, detail: () => 'nothing was refused' })
    },
  },
]
