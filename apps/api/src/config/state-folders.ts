import { join, sep } from 'node:path'

/** What we keep in the state folder. */
export const stateFolders = [
  'queue',
  'gallery',
  'thumbnails',
  'sequences',
  'sequence-pictures',
  'uploads',
] as const

export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)

/** Why the gallery cannot be at this place: pictures would lie among our own files, whose names and rights are ours. */
export function misplacedGallery(gallery: string, state: string): string | undefined {
  if (gallery === state) return 'must not be the folder of STATE_PATH'
  const taken = stateFolders.find((name) => isWithin(gallery, join(state, name)))
  return taken === undefined
    ? undefined
    : `must not be in ${join(state, taken)}, which Darkroom keeps for itself in STATE_PATH`
}
