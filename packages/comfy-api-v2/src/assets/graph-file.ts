import type { GraphFile } from '@darkroom/door-ports'
import { mediaTypes } from '@darkroom/media-container'
import { nameOf } from '../jobs/to-output.ts'
import type { FoundAsset } from './find-asset.ts'

const extensionIn = (path: string | null | undefined): string | undefined =>
  /\.([a-z0-9]{1,8})$/i.exec(path ?? '')?.[1]?.toLowerCase()

/** What ComfyUI's loaders know a kind of file by; the bytes decide before a name does. */
const extensionOf = (mediaType: string, name: string | null | undefined): string =>
  Object.entries(mediaTypes).find(([, type]) => type === mediaType)?.[0] ??
  extensionIn(name) ??
  'bin'

/** An asset as a file that a job's server is given: its name is the same for the same bytes and has no word of a client's. */
export function toGraphFile(found: FoundAsset): GraphFile {
  if (found.kind === 'output') {
    const { job, output } = found
    const extension = extensionIn(nameOf(output)) ?? extensionOf(output.mediaType, undefined)
    return {
      name: `darkroom_job_${job.id}_${output.index}.${extension}`,
      job: job.id,
      index: output.index,
    }
  }
  const { upload, record } = found
  const extension = extensionOf(upload.mediaType, record?.file_path)
  return { name: `darkroom_${upload.sha256.slice(0, 32)}.${extension}`, upload: upload.id }
}
