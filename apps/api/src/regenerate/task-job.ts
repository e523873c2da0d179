import type { GalleryEntry } from '@darkroom/gallery-store'
import { type Generation, type MadeBy, wordsLostTo } from '@darkroom/generation'
import { type Task, tasks } from '@darkroom/workflow-builder'
import { generateBodySchema } from '../generate/generate-schemas.ts'
import { takeJob } from '../generate/take-job.ts'
import { validationProblem } from '../http/validation-problem.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import type { PlannedJob } from './planned-job.ts'
import { recipeChanges } from './to-recipe.ts'

type Words = Readonly<Record<string, unknown>>

/** What words asked for that were given pictures. */
export interface AskedTask {
  readonly task: Task
  readonly words: Words
}

/** What a picture of ours was asked for with, where words and pictures tell all of it. */
export function askedTask(made: MadeBy | undefined): AskedTask | undefined {
  const task = tasks.find((one) => one === made?.workflow)
  if (made === undefined || task === undefined) return undefined
  const words = { ...made.inputs, workflow: task }
  return generateBodySchema.safeParse(words).success ? { task, words } : undefined
}

interface TaskFacts extends Pick<Generation, 'modelFamily'> {
  readonly given: GivenPictures
  readonly signal: AbortSignal
}

/**
 * The same task with other words: for those that would need another graph, such as a model of another family. What is not asked for
 * and belongs to the old one is left out.
 * @throws ProblemError
 */
export async function planTask(
  { entry, asked: { words: before } }: { readonly entry: GalleryEntry; readonly asked: AskedTask },
  changes: Words,
  { given, modelFamily, signal }: TaskFacts,
): Promise<PlannedJob> {
  const { model } = changes
  const lost =
    typeof model === 'string'
      ? wordsLostTo(await modelFamily(model), await modelFamily(String(before.model)))
      : new Set<string>()
  const own = Object.entries(before).filter(([word]) => !lost.has(word))
  const parsed = generateBodySchema.safeParse({ ...Object.fromEntries(own), ...changes })
  if (!parsed.success) throw validationProblem('json', parsed.error)
  const { priority: _, ...words } = parsed.data
  const taken = await takeJob(given, words, { signal, prefix: 'inputs.' })
  const { workflow, inputs, files, made } = taken
  return {
    request: { workflow, inputs, files, made },
    literal: changes.prompt === undefined && changes.negative_prompt === undefined,
    changes: ({ seed, recipe }) => {
      const gone = Object.entries(entry.recipe).filter(([word]) => !(word in recipe))
      return [
        ...recipeChanges(entry, { ...recipe, ...changes, seed }),
        ...gone.map(([field, from]) => ({ field, from, to: null })),
      ]
    },
    [Symbol.dispose]: () => taken[Symbol.dispose](),
  }
}
