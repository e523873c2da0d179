import { z } from '@hono/zod-openapi'
import { flagQuery } from '../http/fields.ts'
import { startOf } from './day-range.ts'
import { imageExample } from './gallery-image.ts'

const when = z
  .string()
  .max(40)
  .refine((text) => startOf(text) !== undefined, 'must be a date (2026-11-22) or a time (ISO 8601)')
const pixels = z.coerce.number<string>().int().min(0).max(1_000_000).optional()
const text = z.string().max(500).optional()

/** The filters that the list, the statistics and the facets share. */
export const galleryFilterQuery = z.object({
  keyword: z.string().max(1000).optional().openapi({
    description: 'Every word must occur in the prompt; case and accents do not matter.',
  }),
  date_from: when.optional().openapi({ description: 'A date (2026-11-01) or a time (ISO 8601).' }),
  date_to: when.optional().openapi({ description: 'As date_from; a date includes that day.' }),
  model: text.openapi({ description: 'In any case; folder and ending may be left out.' }),
  lora: text.openapi({ description: 'As `model`.' }),
  sampler: text.openapi({ description: 'In any spelling: `Euler a` is `euler_ancestral`.' }),
  source: text,
  media_type: text.openapi({ description: 'A media type (video/mp4), or its first part (video).' }),
  tag: text,
  favourite: flagQuery,
  batch_id: text,
  sequence_id: text,
  folder: z
    .string()
    .max(1000)
    .transform((path) => path.replace(/^\/+|\/+$/g, ''))
    .optional()
    .openapi({
      description: 'A folder of the gallery (best of), with those below it; `/` is the root.',
    }),
  subfolders: flagQuery.openapi({
    description: '`false`: of `folder` only what is in it itself. Default: true.',
  }),
  seed: z
    .string()
    .regex(/^\d{1,20}$/, 'must be a whole number')
    .optional(),
  min_width: pixels,
  max_width: pixels,
  min_height: pixels,
  max_height: pixels,
})
export type GalleryFilterQuery = z.infer<typeof galleryFilterQuery>

export const galleryListQuery = galleryFilterQuery.extend({
  sort_by: z.enum(['timestamp', 'model', 'prompt', 'filesize']).default('timestamp'),
  sort_order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce
    .number<string>()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .openapi({ description: 'Default: all, up to 10,000.' }),
  cursor: z
    .string()
    .max(2000)
    .optional()
    .openapi({ description: 'From the `Link` header of the page before.' }),
  offset: z.coerce.number<string>().int().min(0).optional().openapi({
    description:
      'The place of the first row, for lists that are scrolled to anywhere; not with `cursor`.',
  }),
})

export const statisticsSchema = z
  .object({
    total_images: z.int(),
    filtered_images: z.int(),
    today_count: z.int(),
    total_size_bytes: z.int(),
    filtered_size_bytes: z.int(),
  })
  .openapi('GalleryStatistics', {
    example: {
      total_images: 812,
      filtered_images: 97,
      today_count: 31,
      total_size_bytes: 1_203_475_756,
      filtered_size_bytes: 143_764_961,
    },
  })

const counts = z.array(z.object({ value: z.string(), count: z.int() }))
export const facetsSchema = z
  .object({
    models: counts,
    loras: counts,
    samplers: counts,
    sizes: z.array(z.object({ width: z.int(), height: z.int(), count: z.int() })),
    days: counts,
    sources: counts,
    media_types: counts,
    tags: counts,
    folders: counts.openapi({
      description:
        'By name, each counted with those below it. Without the folders that jobs make: days, batches and sequences.',
    }),
  })
  .openapi('GalleryFacets', {
    example: {
      models: [{ value: imageExample.model, count: 812 }],
      loras: [{ value: 'style/ink.safetensors', count: 97 }],
      samplers: [{ value: 'euler', count: 812 }],
      sizes: [{ width: 1024, height: 1024, count: 640 }],
      days: [{ value: '2026-11-22', count: 31 }],
      sources: [{ value: 'darkroom', count: 812 }],
      media_types: [{ value: 'image/png', count: 812 }],
      tags: [{ value: 'lighthouse', count: 12 }],
      folders: [{ value: 'best of', count: 7 }],
    },
  })
