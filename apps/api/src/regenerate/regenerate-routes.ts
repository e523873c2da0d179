import { nodeWords } from '@darkroom/comfy-graph'
import type { Gallery, GalleryEntry, ImageDescription } from '@darkroom/gallery-store'
import { NotRunnableError } from '@darkroom/generation'
import { recipeChangeSchema } from '@darkroom/recipe'
import { z } from '@hono/zod-openapi'
import { imageIdParam } from '../gallery/gallery-image.ts'
import { knownImage, noImage } from '../gallery/known-image.ts'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { askedRecipe, changedRecipe, workflow } from '../generate/asked-recipe.ts'
import { acceptedSchema } from '../generate/generate-schemas.ts'
import { acceptedExample, changeExample } from '../generate/job-examples.ts'
import { notRunnable } from '../generate/not-runnable.ts'
import { acceptedHeaders, toAccepted } from '../generate/to-accepted.ts'
import type { JobSources } from '../generate/to-job.ts'
import { json, optionalBody } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import type { ProblemError } from '../http/problem.ts'
import { problemFrom } from '../http/problem-table.ts'
import { acceptProblems, missing } from '../http/responses.ts'
import { isTextToImage, planGraph, readPictureGraph } from './graph-job.ts'
import { toKnownNames } from './known-names.ts'
import { leftOut } from './left-out.ts'
import type { PlannedJob } from './planned-job.ts'
import { planRecipe } from './recipe-job.ts'

/** A word of a graph that a text-to-image has no use for. */
const { denoise } = recipeChangeSchema.shape
const overridesSchema = z
  .strictObject({ ...changedRecipe.shape, denoise })
  .openapi('RegenerateRequest', {
    description: 'What is not given stays as it was; seed −1 varies.',
    example: changeExample,
  })
const changeSchema = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })
const regeneratedSchema = acceptedSchema
  .extend({
    changes: z.array(changeSchema).openapi({
      description:
        'All that differs from the picture, or is left out; empty when it is the same again.',
    }),
  })
  .openapi('Regenerated', {
    example: { ...acceptedExample, changes: [{ field: 'steps', from: 20, to: 30 }] },
  })

/** A job that makes the picture again: its own graph where it carries one, else its words as a text-to-image. */
async function plan(
  { gallery, generation }: JobSources,
  entry: GalleryEntry,
  overrides: Readonly<Record<string, unknown>>,
): Promise<PlannedJob> {
  const details = await gallery.metadata(entry.id)
  // A picture that is known and not there: it has just gone, or its whole disk has.
  if (details === undefined) throw (await generation.obstacle()) ?? noImage(entry.id)
  const [models, samplers] = await Promise.all([generation.models(), generation.samplers()])
  const known = toKnownNames(models, samplers)
  const text = details.graph
  const modelFamily = (model: string) => generation.modelFamily(model)
  if (text === undefined) {
    return planRecipe(entry, overrides, { known, leftOut: leftOut(details), modelFamily })
  }
  const graph = readPictureGraph(text)
  const words = Object.keys(overrides)
  const isTold = words.every((word) => word in askedRecipe.shape)
  const isOwn = isTextToImage(graph, entry) || (isFamilys(details) && words.some(needsRecipe))
  return isTold && isOwn
    ? planRecipe(entry, overrides, { known, leftOut: [], modelFamily })
    : planGraph({ entry, text, graph }, overrides, known)
}

/** Whether the picture is a text-to-image of ours by a workflow of its model's family, which its words tell as well. */
const isFamilys = ({ source, extra: { workflow: made } = {} }: ImageDescription): boolean =>
  source === 'darkroom' && typeof made === 'string' && made.startsWith(`${workflow}-`)

/** Whether a word has no place in such a graph, or would need another graph. */
const needsRecipe = (word: string): boolean => word === 'model' || nodeWords.includes(word)

/** Says of a file that the graph takes whether the gallery has one of that name. */
function withPictureNamed(error: NotRunnableError, gallery: Gallery): ProblemError {
  const facts = notRunnable(error)
  const file = error.obstacles[0]?.file
  const name =
    file
      ?.replace(/ \[\w+\]$/, '')
      .split(/[/\\]/)
      .at(-1) ?? ''
  const picture = name === '' ? undefined : gallery.findByName(name)
  if (picture === undefined) return problemFrom(error, facts)
  const hint = `${facts.hint} The gallery has a picture of that name, which may be the same: ${picture.path}`
  return problemFrom(error, { ...facts, hint })
}

export const regenerateRoutes = (sources: JobSources) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/gallery/image/{id}/regenerate',
      operationId: 'regenerateImage',
      tags: ['Gallery'],
      summary: 'Make a picture again, or a variation of it',
      description:
        "Runs the graph that the picture carries, with the body's words at their places in it. A picture without a graph is made from its words alone; `changes` then names all that is left out.",
      ...acceptParameters,
      request: { params: imageIdParam, body: optionalBody(overridesSchema) },
      responses: {
        202: json(regeneratedSchema, 'Accepted, as a new job'),
        ...acceptProblems,
        ...missing,
      },
    }).handle(async (c) => {
      const { gallery, generation } = sources
      const entry = knownImage(gallery, c.req.valid('param').id)
      const overrides = c.req.valid('json')
      const { request, changes } = await plan(sources, entry, overrides)
      // The picture's own prompts have their wildcards drawn; prompts given now may hold new ones.
      const literal = overrides.prompt === undefined && overrides.negative_prompt === undefined
      const options = { ...acceptOptions(c, overrides), literal }
      const job = await generation.accept(request, options).catch((error: unknown) => {
        throw error instanceof NotRunnableError ? withPictureNamed(error, gallery) : error
      })
      const recipe = generation.get(job.requestId)?.recipe ?? {}
      return c.json(
        { ...toAccepted(job), changes: [...changes({ seed: job.seed, recipe })] },
        202,
        acceptedHeaders(job),
      )
    }),
  ] as const
