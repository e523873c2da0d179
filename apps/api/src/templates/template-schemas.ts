import { z } from '@hono/zod-openapi'
import { examples } from '../http/examples.ts'
import { changedParameters, promptSchema, timeSchema } from '../recipe/recipe-fields.ts'

const nameSchema = z.string().trim().min(1).max(100).openapi({
  example: 'Foggy harbour',
  description: 'Of any script; upper and lower case are one.',
})

const settings = {
  prompt: promptSchema.openapi({
    description: 'May hold wildcards: `{red|green}` and `__name__`.',
    example: 'a {quiet|busy} harbour in the fog',
  }),
  ...changedParameters,
  notes: z.string().max(4000).optional(),
}

export const templateBodySchema = z
  .strictObject(settings)
  .openapi('TemplateBody', { example: examples.templateBody })
export const namedTemplateBodySchema = z
  .strictObject({ name: nameSchema, ...settings })
  .openapi('NamedTemplateBody', {
    example: { name: examples.template.name, ...examples.templateBody },
  })

/** Of a file that a person may have written: numbers are as they stand there. */
export const templateSchema = z
  .object({
    name: z.string(),
    prompt: z.string(),
    negative_prompt: z.string().optional(),
    model: z.string().optional(),
    steps: z.number().optional(),
    cfg: z.number().optional(),
    seed: z.number().optional(),
    resolution: z.object({ width: z.number(), height: z.number() }).optional(),
    sampler: z.string().optional(),
    scheduler: z.string().optional(),
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
  .openapi('Template', { example: examples.template })

export const templateListSchema = z
  .object({
    templates: z.array(templateSchema),
    broken: z
      .array(z.object({ file: z.string(), problem: z.string() }))
      .openapi({ description: 'Files that can not be understood, each with a sentence.' }),
  })
  .openapi('Templates', { example: { templates: [examples.template], broken: [] } })

export const templateNameParam = z.object({ name: nameSchema })
