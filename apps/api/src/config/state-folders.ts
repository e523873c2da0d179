import { join, sep } from 'node:path'

/** What we keep in the state folder, each process for itself. */
export const ownFolders = ['queue', 'gallery', 'thumbnails', 'sequence-pictures'] as const

/** What processes share besides the gallery; in the state folder, or in one of its own. */
export const sharedFolders = ['sequences', 'uploads', 'doors'] as const

export const stateFolders = [...ownFolders, ...sharedFolders] as const

export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)

/** Why the gallery cannot be at this place: pictures would lie among our own files, whose names and rights are ours. */
export function misplacedGallery(
  gallery: string,
  state: string,
  key: 'STATE_PATH' | 'SHARED_STATE_PATH' = 'STATE_PATH',
): string | undefined {
  if (gallery === state) return `must not be the folder of ${key}`
  const taken = stateFolders.find((name) => isWithin(gallery, join(state, name)))
  return taken === undefined
    ? undefined
    : `must not be in ${join(state, taken)}, which Darkroom keeps for itself in ${key}`
}
