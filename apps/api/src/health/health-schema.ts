import { z } from '@hono/zod-openapi'

export const healthSchema = z
  .object({
    status: z.enum(['healthy', 'degraded']),
    service: z.literal('darkroom'),
    version: z.string(),
    problems: z.array(z.string()).openapi({
      description: 'Why it is degraded, a sentence for each reason.',
    }),
    warnings: z.array(z.string()).openapi({ description: 'What may not be as it was meant.' }),
    comfyui: z.array(
      z.object({
        url: z.string(),
        status: z.string().openapi({ description: 'up, down, …' }),
        version: z.string().nullable(),
        queue_remaining: z.int().nullable(),
        same_as: z.string().optional().openapi({
          description: 'Address of the server that this one is too; it is given no work.',
        }),
      }),
    ),
    queue: z.object({ waiting: z.int(), running: z.int(), paused: z.boolean() }),
    storage: z.object({
      path: z.string().optional().openapi({
        description: 'Of the gallery; only for callers on this machine and with the token.',
      }),
      state: z.enum(['writable', 'low', 'read_only', 'missing']).openapi({
        description: 'While it is not `writable`, prompts are refused and accepted ones wait.',
      }),
      writable: z.boolean(),
      free_bytes: z.int().nullable(),
      problem: z.string().optional().openapi({ description: 'One sentence for a person.' }),
      hint: z.string().optional(),
    }),
  })
  .openapi('Health', {
    example: {
      status: 'healthy',
      service: 'darkroom',
      version: '1.0.0',
      problems: [],
      warnings: [],
      comfyui: [
        { url: 'http://localhost:8188', status: 'up', version: '0.8.0', queue_remaining: 0 },
      ],
      queue: { waiting: 0, running: 0, paused: false },
      storage: {
        path: '/home/mara/images/outputs',
        state: 'writable',
        writable: true,
        free_bytes: 83_928_846_336,
      },
    },
  })
export type Health = z.infer<typeof healthSchema>
