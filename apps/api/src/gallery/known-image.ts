import type { Gallery, GalleryEntry } from '@darkroom/gallery-store'
import { notFound, type ProblemError } from '../http/problem.ts'

export const noImage = (id: string): ProblemError => notFound(`image ${JSON.stringify(id)}`)

/** @throws ProblemError, 404 */
export function knownImage(gallery: Gallery, id: string): GalleryEntry {
  const entry = gallery.get(id)
  if (entry === undefined) throw noImage(id)
  return entry
}
