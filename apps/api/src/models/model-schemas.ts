import { z } from '@hono/zod-openapi'

const base = {
  filename: 'base/dreamscape_xl.safetensors',
  display_name: 'base/dreamscape_xl',
  category: 'base',
  path: 'checkpoints/base/dreamscape_xl.safetensors',
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
  total_count: 3,
}

const modelEntrySchema = z
  .object({
    filename: z.string().openapi({ description: 'Exactly as the server wants it back.' }),
    display_name: z.string(),
    category: z.enum(['base', 'merged', 'lora']),
    path: z.string().openapi({ description: 'The same with forward slashes.' }),
  })
  .openapi('Model', { example: base })

export const modelsSchema = z
  .object({
    base: z.array(modelEntrySchema),
    merged: z.array(modelEntrySchema),
    lora: z.array(modelEntrySchema),
    total_count: z.int(),
    hint: z.string().optional(),
  })
  .openapi('Models', { example: listsExample })

export const modelDetailsSchema = z
  .object({
    filename: z.string(),
    display_name: z.string(),
    category: z.enum(['base', 'merged', 'lora']),
    path: z.string(),
    metadata: z
      .record(z.string(), z.unknown())
      .openapi({ description: 'The safetensors header, as ComfyUI reads it.' }),
    family: z.string().openapi({ description: 'sd15, sdxl, …, or unknown.' }),
    recommended: z
      .object({
        steps: z.int(),
        cfg: z.number(),
        resolution: z.object({ width: z.int(), height: z.int() }),
      })
      .optional(),
  })
  .openapi('ModelDetails', {
    example: {
      ...base,
      metadata: { 'modelspec.architecture': 'stable-diffusion-xl-v1-base' },
      family: 'sdxl',
      recommended: { steps: 25, cfg: 6, resolution: { width: 1024, height: 1024 } },
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
