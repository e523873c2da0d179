import { nodeWords } from '@darkroom/comfy-graph'
import type { GalleryEntry, ImageDescription } from '@darkroom/gallery-store'
import {
  type AcceptedJob,
  type AcceptOptions,
  type Generation,
  NotRunnableError,
} from '@darkroom/generation'
import { recipeChangeSchema } from '@darkroom/recipe'
import { z } from '@hono/zod-openapi'
import { noImage } from '../gallery/known-image.ts'
import { madeBy } from '../gallery/made-by.ts'
import { askedRecipe, changedRecipe, workflow } from '../generate/asked-recipe.ts'
import { changeExample } from '../generate/job-examples.ts'
import type { JobSources } from '../generate/to-job.ts'
import { valuesSchema } from '../workflows/workflow-schemas.ts'
import { asWords, checkOnce } from './asked-changes.ts'
import { carriedGraph } from './carried-graph.ts'
import type { FileSources } from './files-again.ts'
import { type GraphRuns, inputsOf } from './graph-inputs.ts'
import { isTextToImage, planGraph, readPictureGraph } from './graph-job.ts'
import { toKnownNames } from './known-names.ts'
import { leftOut } from './left-out.ts'
import { missingPicture } from './missing-picture.ts'
import type { PlannedJob } from './planned-job.ts'
import { planRecipe } from './recipe-job.ts'
import { askedTask, planTask } from './task-job.ts'
import type { RecipeChange } from './to-recipe.ts'

/** A word of a graph that a text-to-image has no use for. */
const { denoise } = recipeChangeSchema.shape
export const overridesSchema = z
  .strictObject({ ...changedRecipe.shape, denoise, inputs: valuesSchema.optional() })
  .openapi('RegenerateRequest', {
    description:
      'What is not given stays as it was; seed −1 varies. `inputs` are values of the graph that the picture carries, as POST /api/run takes them; what stands beside it are the same inputs by the names of the recipe.',
    example: changeExample,
  })
type Overrides = z.output<typeof overridesSchema>

export interface RegenerateSources extends JobSources, GraphRuns, FileSources {}

/** A job that makes the picture again: its own graph where it carries one, else its words as a text-to-image. */
async function plan(
  sources: RegenerateSources,
  entry: GalleryEntry,
  { overrides, signal }: { readonly overrides: Overrides; readonly signal: AbortSignal },
): Promise<PlannedJob> {
  const { gallery, generation } = sources
  const details = await gallery.metadata(entry.id)
  // A picture that is known and not there: it has just gone, or its whole disk has.
  if (details === undefined) throw (await generation.obstacle()) ?? noImage(entry.id)
  const [models, samplers] = await Promise.all([generation.models(), generation.samplers()])
  const known = toKnownNames(models, samplers)
  const text = await carriedGraph(details, sources)
  const { inputs = {}, ...words } = overrides
  const modelFamily = (model: string) => generation.modelFamily(model)
  if (text === undefined) {
    const all = asWords({ words, inputs }, entry)
    return planRecipe(entry, all, { known, leftOut: leftOut(details), modelFamily })
  }
  const graph = readPictureGraph(text)
  const names = Object.keys(words)
  const isTold =
    names.every((word) => word in askedRecipe.shape) && Object.keys(inputs).length === 0
  const isOwn = isTextToImage(graph, entry) || (isFamilys(details) && names.some(needsRecipe))
  if (isTold && isOwn) return planRecipe(entry, words, { known, leftOut: [], modelFamily })
  const made = madeBy(details)
  const asked = askedTask(made)
  if (asked !== undefined && [...names, ...Object.keys(inputs)].some(needsRecipe)) {
    checkOnce({ words, inputs }, graph, [])
    return planTask({ entry, asked }, { ...words, ...inputs }, { ...sources, modelFamily, signal })
  }
  const picture = { entry, text, graph, made }
  return planGraph(picture, { words, inputs }, { ...sources, known, modelFamily, signal })
}

/** Whether the picture is a text-to-image of ours by a workflow of its model's family, which its words tell as well. */
const isFamilys = ({ source, extra: { workflow: made } = {} }: ImageDescription): boolean =>
  source === 'darkroom' && typeof made === 'string' && made.startsWith(`${workflow}-`)

/** Whether a word has no place in such a graph, or would need another graph. */
const needsRecipe = (word: string): boolean => word === 'model' || nodeWords.includes(word)

async function accept(
  sources: RegenerateSources,
  planned: PlannedJob | undefined,
  options: AcceptOptions,
): Promise<AcceptedJob> {
  if (planned === undefined) throw new TypeError('Expected a plan')
  const { request, literal } = planned
  try {
    return await sources.generation.accept(request, { ...options, literal })
  } catch (error) {
    if (!(error instanceof NotRunnableError)) throw error
    const { graph } = request.inputs
    const known = typeof graph === 'string' ? await inputsOf(graph, sources).catch(() => []) : []
    throw missingPicture(error, sources.gallery, known)
  }
}

function changesOf(
  { requestId, seed }: AcceptedJob,
  planned: PlannedJob | undefined,
  generation: Generation,
): readonly RecipeChange[] {
  const { recipe = {}, inputs: { graph } = {} } = generation.get(requestId) ?? {}
  const sent = typeof graph === 'string' ? graph : undefined
  return planned?.changes({ seed, recipe, graph: sent }) ?? []
}

export interface Regenerated {
  readonly job: AcceptedJob
  /** All that differs from the picture, or is left out. */
  readonly changes: readonly RecipeChange[]
}

/** Makes a picture again, as a new job. @throws ProblemError, and what accepting throws */
export async function regenerateImage(
  sources: RegenerateSources,
  entry: GalleryEntry,
  {
    overrides,
    options,
    signal,
  }: {
    readonly overrides: Overrides
    readonly options: AcceptOptions
    readonly signal: AbortSignal
  },
): Promise<Regenerated> {
  const { generation } = sources
  const before = generation.acceptedBefore(options)
  using planned = await plan(sources, entry, { overrides, signal }).catch((error: unknown) => {
    // What was accepted is told again, though the pictures that it took may be gone.
    if (before === undefined) throw error
    return undefined
  })
  const job = before ?? (await accept(sources, planned, options))
  return { job, changes: changesOf(job, planned, generation) }
}
