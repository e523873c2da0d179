import type { Gallery, GalleryEntry, OpenImage } from '@darkroom/gallery-store'
import { type GalleryDisk, GalleryMissingError, type Generation } from '@darkroom/generation'
import type { UploadStore } from '@darkroom/input-pictures'
import type { PictureReference } from '@darkroom/recipe'
import { toAwayProblem } from '../generate/generation-problems.ts'
import { isEnded } from '../generate/is-ended.ts'
import { ProblemError } from '../http/problem.ts'
import { bytesBehind, type FetchInput } from '../uploads/sent-bytes.ts'

export interface PictureSources {
  readonly uploads: UploadStore
  readonly gallery: Pick<Gallery, 'get' | 'findByPath' | 'open'>
  readonly generation: Pick<Generation, 'get'>
  readonly disk: Pick<GalleryDisk, 'look'>
  readonly fetchInput: FetchInput
}

const refused = (code: string, detail: string, hint?: string): ProblemError =>
  new ProblemError(400, code, detail, hint === undefined ? {} : { hint })

const deleted =
  'If it was deleted, POST /api/gallery/image/{id}/restore brings it back from the trash.'

/**
 * The id of the upload that has the bytes of a picture, wherever it is. What is not an upload becomes one, by its hash, so
 * that it stays as it is for as long as a job needs it.
 * @throws ProblemError, InputPictureError
 */
export async function toUploadId(
  sources: PictureSources,
  reference: PictureReference,
  signal: AbortSignal,
): Promise<string> {
  const { uploads, gallery, fetchInput } = sources
  if (typeof reference === 'string') {
    const { fileLimitBytes: limitBytes } = uploads
    const { content } = bytesBehind(reference, { limitBytes, fetchInput, signal })
    return (await uploads.add(content)).upload.id
  }
  if ('upload' in reference) return reference.upload
  if ('gallery' in reference) {
    const { gallery: id } = reference
    const missing = `There is no picture ${JSON.stringify(id)} in the gallery`
    return copyOf(sources, gallery.get(id), missing)
  }
  const { path, missing } = pictureOfJob(sources, reference)
  return copyOf(sources, gallery.findByPath(path), missing)
}

async function copyOf(
  { uploads, gallery, disk }: PictureSources,
  entry: GalleryEntry | undefined,
  missing: string,
): Promise<string> {
  await using image = entry && (await gallery.open(entry.id))
  if (image !== undefined) {
    return (await uploads.add(bytesOf(image), { expectedBytes: image.size })).upload.id
  }
  const report = await disk.look()
  if (report.state === 'missing') throw toAwayProblem(new GalleryMissingError(report.reason))
  throw refused('picture_not_found', missing, deleted)
}

const bytesOf = ({ handle }: OpenImage): AsyncIterable<Uint8Array> =>
  handle.createReadStream({ autoClose: false, start: 0, highWaterMark: 2 ** 20 })

/** The path of a picture that a job has made, and what to say when it is not there any more. */
function pictureOfJob(
  { generation }: PictureSources,
  { job: id, index }: { readonly job: string; readonly index: number },
): { readonly path: string; readonly missing: string } {
  const job = generation.get(id)
  if (job === undefined) {
    throw refused('job_not_found', `There is no job ${id}`, 'GET /api/jobs lists the jobs.')
  }
  if (!isEnded(job)) {
    throw new ProblemError(409, 'job_not_ended', `The job ${id} has not made its picture yet`, {
      hint: 'Wait until it is completed, as its status or its events tell, and ask again.',
    })
  }
  const picture = job.images[index]
  if (picture !== undefined) {
    return {
      path: picture.path,
      missing: `The picture ${index} of the job ${id} is no longer in the gallery`,
    }
  }
  const { length } = job.images
  throw refused(
    'picture_not_found',
    length === 0
      ? `The job ${id} made no picture: its status is ${job.status}`
      : `The job ${id} made ${length === 1 ? 'one picture' : `${length} pictures`}: there is none of index ${index}`,
    length === 0 ? undefined : 'The first picture has the index 0.',
  )
}
