import type { GalleryEntry } from '@darkroom/gallery-store'
import type { Generation } from '@darkroom/generation'
import type { Recipe } from '@darkroom/recipe'
import { z } from '@hono/zod-openapi'
import { imageIdParam } from '../gallery/gallery-image.ts'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { askedRecipe, changedRecipe, workflow } from '../generate/asked-recipe.ts'
import { acceptedSchema } from '../generate/generate-schemas.ts'
import { acceptedExample, changeExample } from '../generate/job-examples.ts'
import { acceptedHeaders, toAccepted } from '../generate/to-accepted.ts'
import type { JobSources } from '../generate/to-job.ts'
import { json, optionalBody } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import { acceptProblems, missing } from '../http/responses.ts'
import { inServersWords, toKnownNames } from './known-names.ts'
import { recipeChanges, toRecipe } from './to-recipe.ts'

const overridesSchema = changedRecipe.openapi('RegenerateRequest', {
  description: 'What is not given stays as it was; seed −1 varies.',
  example: changeExample,
})
const changeSchema = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })
const regeneratedSchema = acceptedSchema
  .extend({
    changes: z.array(changeSchema).openapi({ description: 'What differs from the picture.' }),
  })
  .openapi('Regenerated', {
    example: { ...acceptedExample, changes: [{ field: 'steps', from: 20, to: 30 }] },
  })

/** Other programs name models without their folder, and samplers in their own words. */
const recipeFor = async (generation: Generation, entry: GalleryEntry): Promise<Recipe> => {
  const recipe = toRecipe(entry)
  if (entry.source === 'darkroom') return recipe
  const [models, samplers] = await Promise.all([generation.models(), generation.samplers()])
  return inServersWords(recipe, toKnownNames(models, samplers))
}

export const regenerateRoutes = ({ gallery, generation }: JobSources) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/gallery/image/{id}/regenerate',
      operationId: 'regenerateImage',
      tags: ['Gallery'],
      summary: 'Make a picture again, or a variation of it',
      ...acceptParameters,
      request: { params: imageIdParam, body: optionalBody(overridesSchema) },
      responses: {
        202: json(regeneratedSchema, 'Accepted, as a new job'),
        ...acceptProblems,
        ...missing,
      },
    }).handle(async (c) => {
      const entry = gallery.get(c.req.valid('param').id)
      if (entry === undefined) throw notFound('such image')
      const overrides = c.req.valid('json')
      const recipe = await recipeFor(generation, entry)
      const wanted = { ...recipe, ...overrides }
      if (wanted.prompt === '' || wanted.model === '') {
        const field = wanted.prompt === '' ? 'prompt' : 'model'
        throw new ProblemError(400, 'recipe_unknown', `The picture does not tell its ${field}.`, {
          hint: `Give the ${field} in the body.`,
          errors: [{ path: field, message: 'is not known' }],
        })
      }
      // The picture's own prompts have their wildcards drawn; prompts given now may hold new ones.
      const literal = overrides.prompt === undefined && overrides.negative_prompt === undefined
      const options = { ...acceptOptions(c, overrides), literal }
      const inputs = Object.fromEntries(
        Object.entries(wanted).filter(([word]) => word in askedRecipe.shape),
      )
      const job = await generation.accept({ workflow, inputs }, options)
      const changes = recipeChanges(entry, { ...inputs, seed: job.seed })
      return c.json({ ...toAccepted(job), changes }, 202, acceptedHeaders(job))
    }),
  ] as const
