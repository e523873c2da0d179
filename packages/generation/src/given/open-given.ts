import type { FileHandle } from 'node:fs/promises'
import { isMissing, LinkError, openPlainFile } from '@darkroom/foundation'
import type { JobError, JobQueue } from '@darkroom/job-queue'
import { isStorable } from '../disk/disk-report.ts'
import type { GalleryDisk } from '../disk/gallery-disk.ts'
import type { GivenFile } from '../job/given-file.ts'
import { jobError } from '../job/job-error.ts'
import { imagesOf, readResult } from '../job/job-result.ts'
import { statusOf } from '../job/job-status.ts'
import type { InputFiles } from '../options.ts'

export interface GivenSources {
  readonly queue: Pick<JobQueue, 'get'>
  readonly inputFiles: InputFiles
  readonly galleryRoot: string
  readonly disk: Pick<GalleryDisk, 'look'>
}

/** The bytes of a given file, or why there are none. The caller closes the handle. */
export type OpenedFile =
  | { readonly bytes: number; readonly handle: FileHandle }
  | { readonly gone: JobError }

/** Opens the bytes of a given file: an upload, or a picture of another job in the gallery. */
export async function openGiven(file: GivenFile, sources: GivenSources): Promise<OpenedFile> {
  return 'upload' in file ? openUpload(file, sources) : openPicture(file, sources)
}

async function openUpload(
  { upload }: GivenFile & { readonly upload: string },
  { inputFiles }: GivenSources,
): Promise<OpenedFile> {
  const opened = await inputFiles.open(upload)
  if (opened !== undefined) return { bytes: opened.upload.bytes, handle: opened.handle }
  return gone('The file that it was given is kept no longer', 'Send it again, and start anew.')
}

async function openPicture(
  { job, index }: GivenFile & { readonly job: string; readonly index: number },
  { queue, galleryRoot, disk }: GivenSources,
): Promise<OpenedFile> {
  const record = queue.get(job)
  if (record?.state !== 'succeeded') {
    const how = record === undefined ? 'is not known any more' : `is ${statusOf(record.state)}`
    return gone(`It takes a picture of job ${job}, which ${how}`, 'Make that one first.')
  }
  const images = imagesOf(readResult(record.result)?.outputs ?? [])
  const image = images[index]
  if (image === undefined) {
    const count = images.length === 1 ? 'one picture' : `${images.length} pictures`
    return gone(`It takes picture ${index + 1} of job ${job}, which made ${count}`)
  }
  const opened = await openIn(galleryRoot, image.path, disk)
  if (opened !== undefined) return opened
  return gone(
    `It takes the picture ${image.path}, which is not in the gallery any more`,
    'Restore it, or make that one again.',
  )
}

async function openIn(
  root: string,
  path: string,
  disk: Pick<GalleryDisk, 'look'>,
): Promise<OpenedFile | undefined> {
  try {
    const handle = await openPlainFile(root, path)
    const stats = await handle.stat()
    if (stats.isFile()) return { bytes: stats.size, handle }
    await handle.close()
    return undefined
  } catch (error) {
    const isNone = isMissing(error) || error instanceof LinkError
    // Nothing is gone from a gallery that is away.
    if (isNone && isStorable(await disk.look())) return undefined
    throw error
  }
}

const gone = (message: string, hint?: string): { readonly gone: JobError } => ({
  gone: jobError('permanent', 'input_gone', message, hint === undefined ? {} : { hint }),
})
