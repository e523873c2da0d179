import type { GalleryPicture } from '@darkroom/door-ports'
import { z } from 'zod'
import { galleryFacts, pictureSchema } from '../pictures/picture-facts.ts'
import { defineTool } from '../server/define-tool.ts'
import { type Call, reads, type Tool } from '../tool.ts'
import { cursorArgument } from './list-jobs.ts'

export const foundSchema = pictureSchema.extend({
  prompt: z.string().optional(),
  model: z.string().optional(),
  created_at: z.string(),
  favourite: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
})

const longestPrompt = 300

export const searchGallery: Tool = defineTool({
  name: 'search_gallery',
  title: 'Search the gallery',
  description:
    'Finds pictures that were made before, the newest first, by what is written in them. view_image shows one, get_image_metadata tells all of how it was made.',
  annotations: reads,
  input: z.object({
    query: z.string().max(500).optional().describe('Words that must all be in the prompt.'),
    model: z.string().max(500).optional().describe('Only those made with this model.'),
    lora: z.string().max(500).optional().describe('Only those made with this LoRA.'),
    favourite: z.boolean().optional().describe('Only favourites, or only others.'),
    limit: z.int().min(1).max(100).default(20).describe('1 to 100. Default 20.'),
    cursor: cursorArgument,
  }),
  output: z.object({
    images: z.array(foundSchema),
    total: z.number(),
    next_cursor: z.string().optional(),
  }),
  run: async ({ query, ...filter }, call) => {
    const page = call.house.gallery.search({ keyword: query, ...filter })
    const images = page.pictures.map((picture) => foundFacts(picture, call))
    return { structured: { images, total: page.total, next_cursor: page.cursor } }
  },
})

export const foundFacts = (picture: GalleryPicture, call: Call): z.output<typeof foundSchema> => ({
  ...galleryFacts(picture, call),
  prompt: picture.recipe.prompt?.slice(0, longestPrompt),
  model: picture.recipe.model,
  created_at: new Date(picture.timestamp).toISOString(),
  favourite: picture.isFavourite ? true : undefined,
  tags: picture.tags.length > 0 ? [...picture.tags] : undefined,
})
