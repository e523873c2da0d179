import { z } from '@hono/zod-openapi'
import { examples } from '../http/examples.ts'

const modelEntrySchema = z
  .object({
    filename: z.string().openapi({ description: 'Exactly as the server wants it back.' }),
    display_name: z.string(),
    category: z.enum(['base', 'merged', 'lora']),
    path: z.string().openapi({ description: 'The same with forward slashes.' }),
  })
  .openapi('Model', { example: examples.models.base[0] })

export const modelsSchema = z
  .object({
    base: z.array(modelEntrySchema),
    merged: z.array(modelEntrySchema),
    lora: z.array(modelEntrySchema),
    total_count: z.int(),
    hint: z.string().optional(),
  })
  .openapi('Models', { example: examples.models })

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
  .openapi('ModelDetails', { example: examples.modelDetails })

export const samplersSchema = z
  .object({ samplers: z.array(z.string()), schedulers: z.array(z.string()) })
  .openapi('Samplers', { example: examples.samplers })
