import type { GalleryEntry } from '@darkroom/gallery-store'
import type { GenerationRequest } from '@darkroom/generation'
import { createRoute, z } from '@hono/zod-openapi'
import { acceptOptions, replayed } from '../http/accept-options.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import { acceptProblems, missing } from '../http/responses.ts'
import { acceptedSchema } from '../schemas/generation.ts'
import { changedParameters, imageIdParam, promptSchema } from '../schemas/primitives.ts'
import type { Services } from '../services.ts'
import { toLoras } from '../views/to-request.ts'

const overridesSchema = z
  .strictObject({
    prompt: promptSchema.optional(),
    ...changedParameters,
  })
  .openapi('RegenerateRequest', {
    description: 'What is not given stays as it was; seed −1 varies.',
  })
type Overrides = z.infer<typeof overridesSchema>

const changeSchema = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })
const regeneratedSchema = acceptedSchema
  .extend({
    changes: z.array(changeSchema).openapi({ description: 'What differs from the picture.' }),
  })
  .openapi('Regenerated')

/** The nearest size that the sampler takes. */
const side = (pixels: number | null, fallback: number): number =>
  pixels === null ? fallback : Math.min(2048, Math.max(64, Math.round(pixels / 8) * 8))

const clamp = (value: number | null, min: number, max: number, fallback: number): number =>
  value === null ? fallback : Math.min(max, Math.max(min, value))

/** What is known of the picture as a request; what is not gets the usual defaults. */
const recipeOf = (entry: GalleryEntry): GenerationRequest => ({
  prompt: entry.prompt.trim(),
  negativePrompt: entry.negativePrompt,
  model: entry.model,
  seed: entry.seed ?? -1,
  steps: Math.round(clamp(entry.steps, 1, 150, 20)),
  cfg: clamp(entry.cfg, 1, 30, 7),
  sampler: entry.sampler || 'euler',
  scheduler: entry.scheduler || 'normal',
  width: side(entry.generatedWidth ?? entry.width, 1024),
  height: side(entry.generatedHeight ?? entry.height, 1024),
  loras: entry.loras,
})

const withOverrides = (recipe: GenerationRequest, overrides: Overrides): GenerationRequest => ({
  prompt: overrides.prompt ?? recipe.prompt,
  negativePrompt: overrides.negative_prompt ?? recipe.negativePrompt,
  model: overrides.model ?? recipe.model,
  seed: overrides.seed ?? recipe.seed,
  steps: overrides.steps ?? recipe.steps,
  cfg: overrides.cfg ?? recipe.cfg,
  sampler: overrides.sampler ?? recipe.sampler,
  scheduler: overrides.scheduler ?? recipe.scheduler,
  width: overrides.resolution?.width ?? recipe.width,
  height: overrides.resolution?.height ?? recipe.height,
  loras: overrides.loras === undefined ? recipe.loras : toLoras(overrides.loras),
})

const shown = (request: GenerationRequest): Record<string, unknown> => ({
  prompt: request.prompt,
  negative_prompt: request.negativePrompt,
  model: request.model,
  seed: request.seed,
  steps: request.steps,
  cfg: request.cfg,
  sampler: request.sampler,
  scheduler: request.scheduler,
  resolution: { width: request.width, height: request.height },
  loras: request.loras.map(({ name, strengthModel, strengthClip }) => ({
    name,
    strength_model: strengthModel,
    strength_clip: strengthClip,
  })),
})

const differences = (before: GenerationRequest, after: GenerationRequest) => {
  const old = shown(before)
  return Object.entries(shown(after))
    .filter(([field, to]) => JSON.stringify(to) !== JSON.stringify(old[field]))
    .map(([field, to]) => ({ field, from: old[field], to }))
}

export const galleryRegenerateRoutes = ({ gallery, generation }: Services) =>
  [
    defineRoute({
      route: createRoute({
        method: 'post',
        path: '/api/gallery/image/{id}/regenerate',
        tags: ['Gallery'],
        summary: 'Make a picture again, or a variation of it',
        request: {
          params: imageIdParam,
          body: { content: { 'application/json': { schema: overridesSchema } } },
        },
        responses: {
          202: {
            description: 'Accepted, as a new job',
            content: { 'application/json': { schema: regeneratedSchema } },
          },
          ...acceptProblems,
          ...missing,
        },
      }),
      handler: async (c) => {
        const entry = gallery.get(c.req.valid('param').id)
        if (entry === undefined) throw notFound('such image')
        const overrides = c.req.valid('json')
        const recipe = recipeOf(entry)
        const request = withOverrides(recipe, overrides)
        if (request.prompt === '' || request.model === '') {
          const field = request.prompt === '' ? 'prompt' : 'model'
          throw new ProblemError(400, 'recipe_unknown', `The picture does not tell its ${field}.`, {
            hint: `Give the ${field} in the body.`,
            errors: [{ path: field, message: 'is not known' }],
          })
        }
        // What the picture was made with was drawn already; what is given now may hold wildcards.
        const literal = overrides.prompt === undefined && overrides.negative_prompt === undefined
        const options = { ...acceptOptions(c, overrides), literal }
        const job = await generation.accept(request, options)
        const changes = differences(recipe, { ...request, seed: job.seed })
        const { requestId: request_id, position, seed } = job
        return c.json({ request_id, status: 'queued' as const, position, seed, changes }, 202, {
          location: `/api/generate/status/${request_id}`,
          ...replayed(job.created),
        })
      },
    }),
  ] as const
