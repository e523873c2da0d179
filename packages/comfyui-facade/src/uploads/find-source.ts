import type { PictureSource } from '@darkroom/door-ports'
import type { FacadeHouse } from '../facade-house.ts'
import type { FileType } from './file-name.ts'
import type { UploadNames } from './upload-names.ts'

interface Where {
  readonly house: Pick<FacadeHouse, 'jobs' | 'pictures' | 'gallery'>
  readonly names: UploadNames
}

/**
 * Where the bytes are that a client names: what it uploaded, or what a job made, by the names that we gave for them. Both are
 * looked up; no path is ever made of a name.
 */
export async function findSource(
  { type, path }: { readonly type: FileType; readonly path: string },
  { house, names }: Where,
): Promise<PictureSource | undefined> {
  const named = names.find({ type, path })
  if (named !== undefined && (await house.pictures.findUpload(named.upload)) !== undefined) {
    return { upload: named.upload }
  }
  if (type === 'input') return undefined
  // The gallery knows its pictures by their paths, and also those of jobs that are long forgotten.
  const picture = house.gallery.findAt(path)
  return picture === undefined ? house.jobs.findOutput(path) : { gallery: picture.id }
}
