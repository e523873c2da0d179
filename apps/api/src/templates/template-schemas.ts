import { foundRecipeSchema, recipeChangeSchema } from '@darkroom/recipe'
import { z } from '@hono/zod-openapi'
import { timeSchema } from '../http/fields.ts'
import { nameSchema } from '../http/name-schema.ts'

const bodyExample = {
  prompt: 'a {quiet|busy} harbour in the fog',
  model: 'base/dreamscape_xl.safetensors',
  steps: 30,
}
const namedExample = { name: 'Foggy harbour', ...bodyExample }
const storedExample = { ...namedExample, updated_at: '2026-11-22T15:30:12.000+00:00' }

const templateName = nameSchema.openapi({
  example: 'Foggy harbour',
  description: 'Of any script; upper and lower case are one.',
})

const { prompt, ...words } = recipeChangeSchema.shape

const settings = {
  ...words,
  prompt: prompt.unwrap().meta({
    description: 'May hold wildcards: `{red|green}` and `__name__`.',
    example: 'a {quiet|busy} harbour in the fog',
  }),
  notes: z.string().max(4000).optional(),
}

export const templateBodySchema = z
  .strictObject(settings)
  .openapi('TemplateBody', { example: bodyExample })
export const namedTemplateBodySchema = z
  .strictObject({ name: templateName, ...settings })
  .openapi('NamedTemplateBody', {
    example: namedExample,
  })

/** A template from a file that a person may have written: numbers are as written there. */
export const templateSchema = z
  .object({
    ...foundRecipeSchema.shape,
    name: z.string(),
    prompt: z.string(),
    loras: z
      .array(
        z.object({
          name: z.string(),
          strength_model: z.number().optional(),
          strength_clip: z.number().optional(),
        }),
      )
      .optional(),
    notes: z.string().optional(),
    updated_at: timeSchema,
  })
  .openapi('Template', { example: storedExample })

export const templateListSchema = z
  .object({
    templates: z.array(templateSchema),
    broken: z
      .array(z.object({ file: z.string(), problem: z.string() }))
      .openapi({ description: 'Files that cannot be understood, each with a sentence.' }),
  })
  .openapi('Templates', { example: { templates: [storedExample], broken: [] } })

export const templateNameParam = z.object({ name: templateName })

export const wildcardNameParam = z.object({
  name: z.string().min(1).max(200).openapi({
    description:
      'A name of `GET /api/wildcards`, with slashes as %2F; a `*` stands for any of a folder.',
    example: 'weather',
  }),
})

export const wildcardSchema = z
  .object({
    name: z.string(),
    count: z.int().openapi({ description: 'How many options there are.' }),
    options: z
      .array(z.string())
      .openapi({ description: 'The first hundred, as they are written.' }),
  })
  .openapi('Wildcard', {
    example: { name: 'weather', count: 3, options: ['fog', 'rain', '{low|high} sun'] },
  })
