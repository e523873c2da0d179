import type { FacadeHouse } from '../facade-house.ts'
import { cleanFolder, pathOf, splitPath } from '../uploads/file-name.ts'
import { findSource } from '../uploads/find-source.ts'
import type { UploadNames } from '../uploads/upload-names.ts'
import type { FoundFile, TakeFilesOptions } from './take-files.ts'

/** Finds what a client means by a name in its graph: what it uploaded, or with ` [output]` or ` [temp]` what a job made. */
export const createFileFinder =
  (house: FacadeHouse, names: UploadNames): TakeFilesOptions['find'] =>
  async ({ path: value, type = 'input' }) => {
    const { subfolder, name } = splitPath(value)
    const folder = cleanFolder(subfolder)
    if (folder === undefined || name === '') return undefined
    const path = pathOf({ subfolder: folder, name })
    const output = type === 'input' ? undefined : house.jobs.findOutput(path)
    const source = output ?? (await findSource({ type, path }, { house, names }))
    return source === undefined ? undefined : toFound(source, house)
  }

async function toFound(
  source: FoundFile['source'],
  { jobs, pictures, stopping }: FacadeHouse,
): Promise<FoundFile | undefined> {
  if ('upload' in source) {
    const upload = await pictures.findUpload(source.upload)
    return upload && { source, sha256: upload.sha256 }
  }
  if ('job' in source) {
    const output = jobs.get(source.job)?.outputs.find(({ index }) => index === source.index)
    return output && { source, sha256: output.sha256 }
  }
  return takenFromGallery(source, { pictures, signal: stopping })
}

/** A picture whose job is forgotten is put among the uploads, for a server is given those. */
async function takenFromGallery(
  source: FoundFile['source'],
  {
    pictures,
    signal,
  }: { readonly pictures: FacadeHouse['pictures']; readonly signal: AbortSignal },
): Promise<FoundFile | undefined> {
  await using file = await pictures.open(source)
  if (file === undefined) return undefined
  const { id, sha256 } = await pictures.upload(file.stream(), { signal })
  return { source: { upload: id }, sha256 }
}
