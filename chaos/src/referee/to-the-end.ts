import type { Scene } from './scene.ts'
import type { Tally } from './tally.ts'

/** Does the work; an error before its end, such as a product that does not answer, counts against the run. */
export async function toTheEnd(
  { name: run, world }: Scene,
  tally: Tally,
  work: () => Promise<void>,
): Promise<void> {
  const failure = await work().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
  )
  tally.check('judged', failure === undefined, {
    run,
    detail: () => {
      const lives = world.supervisors
        .map((one) => `life ${one.lives}, runs: ${one.current.isRunning}`)
        .join('; ')
      return `${failure}\n${lives}\n${world.output}`
    },
  })
}
