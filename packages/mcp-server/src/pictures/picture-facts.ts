import type { GalleryPicture, Job, JobOutput } from '@darkroom/door-ports'
import type { ResourceLink } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Call } from '../tool.ts'

/** A picture as tools tell of it. */
export const pictureSchema = z.object({
  id: z.string().optional().describe('In the gallery: give it to other tools.'),
  url: z.string().describe('Of the whole picture.'),
  thumb_url: z.string().optional(),
  seed: z.number().optional(),
  width: z.number().optional().describe('Pixels.'),
  height: z.number().optional().describe('Pixels.'),
  media_type: z.string(),
  job_id: z.string().optional(),
  index: z.number().optional().describe('Among what its job made, from 0.'),
})
export type PictureFacts = z.output<typeof pictureSchema>

type Where = Pick<Call, 'house' | 'caller'>

const absolute = (path: string, { caller }: Pick<Call, 'caller'>): string =>
  new URL(path, caller.origin).href

/** A picture that a job made. */
export function outputFacts(job: Job, output: JobOutput, call: Where): PictureFacts {
  const { imageId, url, width, height, mediaType, index } = output
  const inGallery = imageId === undefined ? undefined : call.house.gallery.find(imageId)
  return {
    id: imageId,
    url: absolute(url, call),
    thumb_url: inGallery && absolute(inGallery.thumbnailUrl, call),
    seed: job.recipe.seed,
    width,
    height,
    media_type: mediaType,
    job_id: job.id,
    index,
  }
}

export const galleryFacts = (picture: GalleryPicture, call: Where): PictureFacts => ({
  id: picture.id,
  url: absolute(picture.url, call),
  thumb_url: absolute(picture.thumbnailUrl, call),
  seed: picture.recipe.seed,
  width: picture.width,
  height: picture.height,
  media_type: picture.mediaType,
})

export const fileUrl = (output: JobOutput, call: Where): string => absolute(output.url, call)

/** Where the whole file is. */
export const toLink = ({
  url,
  media_type: mimeType,
  width,
  height,
}: Pick<PictureFacts, 'url' | 'media_type' | 'width' | 'height'>): ResourceLink => ({
  type: 'resource_link',
  uri: url,
  name: new URL(url).pathname.split('/').at(-1) ?? 'file',
  mimeType,
  ...(width !== undefined && height !== undefined && { description: `${width}×${height} pixels` }),
})
