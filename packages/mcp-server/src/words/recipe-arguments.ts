import { z } from 'zod'

/** Multiples of 8 are what all models take; the nearest one is meant. */
const side = (name: string) =>
  z
    .number()
    .min(64)
    .max(2048)
    .transform((pixels) => Math.round(pixels / 8) * 8)
    .optional()
    .describe(
      `${name} in pixels: 64 to 2048, rounded to a multiple of 8. Default: what the model paints best.`,
    )

const lora = z.union(
  [
    z.string().min(1),
    z.object({ name: z.string().min(1), strength: z.number().min(-10).max(10).optional() }),
  ],
  { error: () => 'must be the name of a LoRA, or {"name": …, "strength": 0.8}' },
)

export const prompt = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(4000)
  .describe('What the picture shows, in English, in up to 4000 characters.')

const seed = z
  .int()
  .min(-1)
  .optional()
  .describe('The same seed with the same words makes the same picture. Default: a new one.')

/** How a picture is painted; each default is what suits the model. */
export const paintArguments = {
  negative_prompt: z
    .string()
    .max(4000)
    .optional()
    .describe('What the picture must not show. Models with distilled guidance (Flux) refuse it.'),
  model: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe(
      'name of list_models, of kind base, merged or diffusion. Default: what the operator chose, else the first.',
    ),
  steps: z
    .int()
    .min(1)
    .max(150)
    .optional()
    .describe('Sampler steps. Default: what suits the model.'),
  cfg: z
    .number()
    .min(1)
    .max(30)
    .optional()
    .describe('Classifier-free guidance. Default: what suits the model.'),
  guidance: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .describe('Distilled guidance of Flux and its kin, which is not cfg.'),
  sampler: z.string().min(1).max(100).optional().describe('Such as euler or dpmpp_2m.'),
  scheduler: z.string().min(1).max(100).optional().describe('Such as normal, karras or simple.'),
  seed,
  loras: z
    .array(lora)
    .max(20)
    .optional()
    .describe('name of list_models, of kind lora; as text, or with a strength (default 1).'),
}

export const sizeArguments = { width: side('Width'), height: side('Height') }

const paintSchema = z.object({ ...paintArguments, ...sizeArguments })
export type PaintArguments = Readonly<z.output<typeof paintSchema>>
