import { z } from '@hono/zod-openapi'
import { examples } from '../http/examples.ts'

export const healthSchema = z
  .object({
    status: z.enum(['healthy', 'degraded']),
    service: z.literal('darkroom'),
    version: z.string(),
    comfyui: z.array(
      z.object({
        url: z.string(),
        status: z.string().openapi({ description: 'up, down, …' }),
        version: z.string().nullable(),
        queue_remaining: z.int().nullable(),
      }),
    ),
    queue: z.object({ waiting: z.int(), running: z.int(), paused: z.boolean() }),
    storage: z.object({
      path: z.string(),
      writable: z.boolean(),
      free_bytes: z.int().nullable(),
    }),
  })
  .openapi('Health', { example: examples.health })
export type Health = z.infer<typeof healthSchema>
