import { DoorError, type GalleryPicture, type PictureSource } from '@darkroom/door-ports'
import { z } from 'zod'
import type { Call } from '../tool.ts'
import { readPicture } from './read-picture.ts'

export const pictureId = z
  .string()
  .min(1)
  .max(500)
  .describe('id of search_gallery; or a job_id, for its first picture, "job_id#1" for its second.')

/** Where the bytes of a picture are that was named by an id. @throws DoorError 400 */
export function sourceOf(id: string, call: Call): PictureSource {
  const reference = readPicture('id', id, call)
  if (typeof reference !== 'string') return reference
  throw new DoorError(400, 'invalid_input', 'id must be an id, for an address is not looked at.', {
    hint: 'Give what upload_image answers, or an id of search_gallery.',
  })
}

/** A picture of the gallery, named by its id or by the job that made it. @throws DoorError 404 */
export function knownPicture(id: string, call: Call): GalleryPicture {
  const imageId = imageIdOf(sourceOf(id, call), call)
  const found = imageId === undefined ? undefined : call.house.gallery.find(imageId)
  if (found !== undefined) return found
  throw new DoorError(404, 'not_found', `The gallery has no picture ${JSON.stringify(id)}.`, {
    hint: 'search_gallery lists those that there are.',
  })
}

function imageIdOf(source: PictureSource, { house }: Call): string | undefined {
  if ('gallery' in source) return source.gallery
  if (!('job' in source)) return undefined
  return house.jobs.get(source.job)?.outputs.find(({ index }) => index === source.index)?.imageId
}
