import { z } from 'zod'

/** Replaces lone surrogates, which JSON can contain: most programs refuse a whole answer that has one. */
export const textSchema = z.string().overwrite((value) => value.toWellFormed())

const side = z.int().min(64).max(2048).multipleOf(8)
const strength = z.number().min(-10).max(10)
const name = z.string().min(1).max(100)
const file = z.string().trim().min(1).max(500)

/** A LoRA and how strongly it is applied; `strength_clip` is `strength_model` unless given. */
export const loraSchema = z
  .strictObject({
    name: z.string().min(1).max(500),
    strength_model: strength.default(1),
    strength_clip: strength.optional().meta({ description: 'Default: strength_model.' }),
  })
  .transform(({ strength_clip, ...lora }) => ({
    ...lora,
    strength_clip: strength_clip ?? lora.strength_model,
  }))
  .meta({ id: 'Lora', example: { name: 'style/ink.safetensors', strength_model: 0.8 } })

/** The words of a recipe, with types and limits. */
const words = {
  prompt: textSchema.trim().min(1, 'must not be empty').max(4000).meta({
    example: 'a lighthouse on a cliff at dawn, soft light',
  }),
  negative_prompt: textSchema.max(4000),
  model: z.string().trim().min(1).max(500).meta({
    description: '`filename` of GET /api/models.',
    example: 'base/dreamscape_xl.safetensors',
  }),
  seed: z.int().min(-1).max(Number.MAX_SAFE_INTEGER).meta({
    description: '−1 chooses one; the seed chosen is always reported.',
    example: 42,
  }),
  steps: z.int().min(1).max(150),
  cfg: z.number().min(1).max(30),
  guidance: z.number().min(0).max(100).meta({
    description: 'Distilled guidance (Flux and its kin), which is not CFG.',
  }),
  sampler: name,
  scheduler: name,
  denoise: z.number().min(0).max(1).meta({
    description: 'How much of what the sampler is given is made anew; 1 is all of it.',
  }),
  resolution: z.strictObject({ width: side, height: side }).meta({
    id: 'Resolution',
    description: 'Pixels, multiples of 8.',
    example: { width: 1024, height: 1024 },
  }),
  loras: z.array(loraSchema).max(20),
  clip_skip: z.int().min(1).max(24).meta({
    description: 'The layer of the text encoder that counts: 1 is the last, 2 the one before it.',
    example: 2,
  }),
  vae: file.meta({
    description: '`filename` of a VAE, in place of the one that the model brings or that is found.',
    example: 'ae.safetensors',
  }),
  text_encoders: z
    .array(file)
    .min(1)
    .max(4)
    .meta({
      description: '`filename` of each text encoder, in place of those that are found.',
      example: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
    }),
  batch_size: z.int().min(1).max(64).meta({
    description: 'Pictures of one run, from one seed; 1 unless given.',
    example: 1,
  }),
}

/**
 * A recipe as somebody asks for a picture: words with types, limits and defaults. They are spelt as on the wire and in
 * files, everywhere, so that nothing has to be translated and no word can get lost on the way. A workflow takes the
 * words that it has a use for.
 */
export const recipeSchema = z.strictObject({
  ...words,
  negative_prompt: words.negative_prompt.default(''),
  seed: words.seed.default(-1),
  steps: words.steps.default(20),
  cfg: words.cfg.default(7),
  guidance: words.guidance.optional(),
  sampler: words.sampler.default('euler'),
  scheduler: words.scheduler.default('normal'),
  denoise: words.denoise.optional(),
  resolution: words.resolution.default({ width: 1024, height: 1024 }),
  loras: words.loras.default([]),
  clip_skip: words.clip_skip.optional(),
  vae: words.vae.optional(),
  text_encoders: words.text_encoders.optional(),
  batch_size: words.batch_size.optional(),
})

/** Changes to a recipe: a word that is left out stays as it was. */
export const recipeChangeSchema = z.strictObject(words).partial()

/** Everything that decides what a picture looks like, with every default filled in. */
export type Recipe = z.output<typeof recipeSchema>

/** A recipe as it may be sent: words with a default can be left out. */
export type RecipeInput = z.input<typeof recipeSchema>

export type RecipeChange = z.output<typeof recipeChangeSchema>

export type Lora = z.output<typeof loraSchema>

const found = {
  prompt: z.string(),
  negative_prompt: z.string(),
  model: z.string(),
  seed: z.int(),
  steps: z.number(),
  cfg: z.number(),
  guidance: z.number(),
  sampler: z.string(),
  scheduler: z.string(),
  denoise: z.number(),
  resolution: z.object({ width: z.number(), height: z.number() }),
  loras: z.array(
    z.object({ name: z.string(), strength_model: z.number(), strength_clip: z.number() }),
  ),
  clip_skip: z.int(),
  vae: z.string(),
  text_encoders: z.array(z.string()),
  batch_size: z.int(),
} satisfies Record<keyof Recipe, z.ZodType>

/**
 * The same words as found in files, which others may have written: of the right type, without limits, and absent when
 * unknown.
 */
export const foundRecipeSchema = z.object(found).partial()

export type FoundRecipe = Readonly<z.output<typeof foundRecipeSchema>>

/** The words in the order in which they are written. */
export const recipeWords: readonly (keyof Recipe)[] = recipeSchema.keyof().options
