import { z } from '@hono/zod-openapi'

const base = {
  filename: 'base/dreamscape_xl.safetensors',
  display_name: 'base/dreamscape_xl',
  category: 'base',
  path: 'checkpoints/base/dreamscape_xl.safetensors',
}

const flux = {
  filename: 'flux1-dev.safetensors',
  display_name: 'flux1-dev',
  category: 'diffusion',
  path: 'diffusion_models/flux1-dev.safetensors',
}

const listsExample = {
  base: [base],
  merged: [
    {
      filename: 'merged/anime_mix.safetensors',
      display_name: 'merged/anime_mix',
      category: 'merged',
      path: 'checkpoints/merged/anime_mix.safetensors',
    },
  ],
  lora: [
    {
      filename: 'style/ink.safetensors',
      display_name: 'style/ink',
      category: 'lora',
      path: 'loras/style/ink.safetensors',
    },
  ],
  diffusion: [flux],
  vae: [
    {
      filename: 'ae.safetensors',
      display_name: 'ae',
      category: 'vae',
      path: 'vae/ae.safetensors',
    },
  ],
  text_encoder: [
    {
      filename: 'clip_l.safetensors',
      display_name: 'clip_l',
      category: 'text_encoder',
      path: 'text_encoders/clip_l.safetensors',
    },
  ],
  controlnet: [],
  upscale: [],
  embedding: [],
  total_count: 3,
}

export const modelCategorySchema = z.enum([
  'base',
  'merged',
  'lora',
  'diffusion',
  'vae',
  'text_encoder',
  'controlnet',
  'upscale',
  'embedding',
])

const modelEntrySchema = z
  .object({
    filename: z.string().openapi({ description: 'Exactly as the server wants it back.' }),
    display_name: z.string(),
    category: modelCategorySchema,
    path: z.string().openapi({ description: 'The same with forward slashes.' }),
  })
  .openapi('Model', { example: base })

export const modelsSchema = z
  .object({
    base: z.array(modelEntrySchema),
    merged: z.array(modelEntrySchema),
    lora: z.array(modelEntrySchema),
    diffusion: z.array(modelEntrySchema).openapi({
      description:
        'Diffusion models without text encoder and VAE; `model` of a job takes them too.',
    }),
    vae: z.array(modelEntrySchema),
    text_encoder: z.array(modelEntrySchema),
    controlnet: z.array(modelEntrySchema),
    upscale: z.array(modelEntrySchema),
    embedding: z.array(modelEntrySchema).openapi({
      description: 'Named without extension, as a prompt has them behind `embedding:`.',
    }),
    total_count: z
      .int()
      .openapi({ description: 'Checkpoints and LoRAs: `base`, `merged` and `lora`.' }),
    hint: z.string().optional(),
  })
  .openapi('Models', { example: listsExample })

export const modelDetailsSchema = z
  .object({
    filename: z.string(),
    display_name: z.string(),
    category: modelCategorySchema,
    path: z.string(),
    metadata: z
      .record(z.string(), z.unknown())
      .openapi({ description: 'The safetensors header, as ComfyUI reads it.' }),
    servers: z.array(z.string()).openapi({ description: 'Names of the servers that have it.' }),
    family: z.string().openapi({ description: 'sd15, sdxl, flux1, …, or unknown.' }),
    variant: z
      .string()
      .optional()
      .openapi({ description: 'Its kind within the family, such as turbo or schnell.' }),
    title: z
      .string()
      .optional()
      .openapi({ description: 'Family and variant as a person says them.' }),
    multiple: z
      .int()
      .optional()
      .openapi({ description: 'Sides of its pictures are best multiples of this, in pixels.' }),
    refuses: z.record(z.string(), z.string()).optional().openapi({
      description:
        'Fields of a request that it has no use for, each with the reason, to be read after the field.',
    }),
    cannot: z.record(z.string(), z.string()).optional().openapi({
      description: 'What it cannot do, by `workflow` of a request, each with the reason.',
    }),
    recommended: z
      .object({
        steps: z.int(),
        cfg: z.number(),
        guidance: z.number().optional(),
        sampler: z.string(),
        scheduler: z.string(),
        resolution: z.object({ width: z.int(), height: z.int() }),
      })
      .optional()
      .openapi({ description: 'Settings that give a good picture.' }),
    companions: z
      .array(
        z.object({
          word: z.enum(['vae', 'text_encoders']).openapi({
            description: 'The field of a request that names another.',
          }),
          what: z.string(),
          folder: z.string().openapi({ description: "The folder below ComfyUI's models." }),
          file: z.string().openapi({ description: 'The name under which it is published.' }),
          found: z.array(z.object({ server: z.string(), filename: z.string() })),
          missing_on: z.array(z.string()).openapi({
            description: 'Servers that have the model and not this.',
          }),
        }),
      )
      .optional()
      .openapi({ description: 'Files that it needs beside it, found by name.' }),
  })
  .openapi('ModelDetails', {
    example: {
      ...flux,
      metadata: { 'modelspec.architecture': 'flux-1-dev' },
      servers: ['localhost:8188'],
      family: 'flux1',
      variant: 'dev',
      title: 'FLUX.1 dev',
      multiple: 16,
      refuses: { cfg: 'must be 1 for FLUX.1, whose guidance is distilled: set guidance instead' },
      cannot: {
        edit: 'FLUX.1 dev takes no reference pictures; Qwen-Image-Edit, FLUX.1 Kontext and FLUX.2 do.',
      },
      recommended: {
        steps: 20,
        cfg: 1,
        guidance: 3.5,
        sampler: 'euler',
        scheduler: 'simple',
        resolution: { width: 1024, height: 1024 },
      },
      companions: [
        {
          word: 'vae',
          what: 'VAE of FLUX.1',
          folder: 'vae',
          file: 'ae.safetensors',
          found: [{ server: 'localhost:8188', filename: 'ae.safetensors' }],
          missing_on: [],
        },
      ],
    },
  })

export const samplersSchema = z
  .object({ samplers: z.array(z.string()), schedulers: z.array(z.string()) })
  .openapi('Samplers', {
    example: {
      samplers: ['euler', 'dpmpp_2m', 'uni_pc'],
      schedulers: ['normal', 'karras', 'simple'],
    },
  })
