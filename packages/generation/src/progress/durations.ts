import { picturesOf } from '../job/inputs.ts'
import type { JobPayload } from '../job/job-payload.ts'

/** Weight of the newest run; the rest decays. */
const newest = 0.3

const firstGuess = 10_000

interface Mean {
  readonly milliseconds: number
  readonly runs: number
}

/** The facts that decide how long a job takes. */
export type Sized = Pick<JobPayload, 'workflow' | 'inputs' | 'recipe'>

/** The amount of work: steps × megapixels × pictures. */
function workOf({ inputs, recipe: { steps = 20, resolution } }: Sized): number {
  const { width = 1024, height = 1024 } = resolution ?? {}
  return (steps * width * height * picturesOf(inputs)) / 1_000_000
}

const bucketOf = ({ workflow, inputs, recipe }: Sized): string =>
  [
    workflow,
    recipe.model,
    recipe.resolution?.width,
    recipe.resolution?.height,
    recipe.steps,
    picturesOf(inputs),
    recipe.loras?.length,
  ].join('|')

/** Learns how long jobs take: from equal ones first, else from the same model, else from any, by the work there is. */
export class Durations {
  readonly #ofBucket = new Map<string, Mean>()
  readonly #perWork = new Map<string, Mean>()
  #perWorkOfAny: Mean | undefined
  #ofAny: Mean | undefined

  observe(job: Sized, milliseconds: number): void {
    if (!(milliseconds >= 0)) return
    const bucket = bucketOf(job)
    const model = job.recipe.model ?? ''
    const perWork = milliseconds / workOf(job)
    this.#ofBucket.set(bucket, blend(this.#ofBucket.get(bucket), milliseconds))
    this.#perWork.set(model, blend(this.#perWork.get(model), perWork))
    this.#ofAny = blend(this.#ofAny, milliseconds)
    this.#perWorkOfAny = blend(this.#perWorkOfAny, perWork)
  }

  /** Recent milliseconds of a run, of any kind; a guess before the first. */
  typical(): number {
    return this.#ofAny?.milliseconds ?? firstGuess
  }

  /** Estimated milliseconds; undefined when nothing has run yet. */
  estimate(job: Sized): number | undefined {
    const same = this.#ofBucket.get(bucketOf(job))
    if (same !== undefined) return same.milliseconds
    const perWork = this.#perWork.get(job.recipe.model ?? '') ?? this.#perWorkOfAny
    return perWork === undefined ? undefined : perWork.milliseconds * workOf(job)
  }
}

const blend = (mean: Mean | undefined, value: number): Mean =>
  mean === undefined
    ? { milliseconds: value, runs: 1 }
    : {
        // The first few runs count alike, so that one slow start with a cold model is soon outweighed.
        milliseconds:
          mean.milliseconds + (value - mean.milliseconds) * Math.max(newest, 1 / (mean.runs + 1)),
        runs: mean.runs + 1,
      }

/**
 * Milliseconds left of a run: first by the estimate, then more and more by its progress. Undefined for one that takes
 * longer than was expected and does not say how far it is.
 */
export function remainingMs(run: {
  readonly expectedMs: number | undefined
  readonly elapsedMs: number
  readonly progress: number
}): number | undefined {
  const byProgress =
    run.progress > 0.1 ? (run.elapsedMs / run.progress) * (1 - run.progress) : undefined
  if (run.expectedMs === undefined || run.elapsedMs > run.expectedMs) return byProgress
  const byExperience = run.expectedMs - run.elapsedMs
  return byProgress === undefined
    ? byExperience
    : byProgress * run.progress + byExperience * (1 - run.progress)
}
