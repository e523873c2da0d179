import { type DoorError, invalidInput } from '@darkroom/door-ports'
import type { PictureReference } from '@darkroom/recipe'
import type { PictureArgument } from './picture-argument.ts'

export interface ReferenceContext {
  /** Of the argument, for messages. */
  readonly path: string
  /** By which the caller reaches us. */
  readonly origin: string
  /** Whether the gallery has a picture of that id. */
  hasPicture(id: string): boolean
}

const uploadId = /^[0-9a-f]{64}$/i
const jobPicture = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:#(\d{1,4}))?$/i
const galleryId = /^[\w-]{1,64}$/
const ownUri = /^darkroom:\/\/image\/([\w-]{1,64})$/
const galleryPath = /^\/api\/gallery\/(?:image|thumbnail)\/([\w-]{1,64})$/
const uploadPath = /^\/api\/uploads\/([0-9a-f]{64})/i

/**
 * The picture that an argument means. Ids tell by their form what they are of: uploads have 64 hexadecimal digits, jobs
 * are UUIDs, pictures of the gallery are shorter than either.
 * @throws DoorError 400
 */
export function toReference(
  argument: PictureArgument,
  context: ReferenceContext,
): PictureReference {
  if (typeof argument !== 'string') return ofObject(argument, context)
  const text = argument.trim()
  return referenceIn(text, context) ?? galleryPicture(text, context)
}

/** The picture that a text means by its form alone; undefined for one that may be the id of a picture in the gallery, or anything. */
export function referenceIn(text: string, context: ReferenceContext): PictureReference | undefined {
  if (/^data:/i.test(text)) return text
  if (uploadId.test(text)) return { upload: text.toLowerCase() }
  const [, job, index = '0'] = jobPicture.exec(text) ?? []
  if (job !== undefined) return { job: job.toLowerCase(), index: Number(index) }
  const [, own] = ownUri.exec(text) ?? []
  if (own !== undefined) return { gallery: own }
  return /^https?:/i.test(text) ? ofAddress(text, context) : undefined
}

function ofAddress(text: string, { path, origin }: ReferenceContext): PictureReference {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.origin === origin) {
    const [, gallery] = galleryPath.exec(url.pathname) ?? []
    if (gallery !== undefined) return { gallery }
    const [, upload] = uploadPath.exec(url.pathname) ?? []
    if (upload !== undefined) return { upload: upload.toLowerCase() }
    throw invalidInput(path, 'is an address of ours that is no picture')
  }
  if (url?.protocol === 'https:') return text
  throw invalidInput(
    path,
    'must be an https URL, for http is not fetched: send the bytes with upload_image',
  )
}

const unknown = (path: string, text: string): DoorError =>
  invalidInput(
    path,
    `is no picture that there is (${JSON.stringify(text.slice(0, 80))}): give an id of search_gallery, an upload_id of upload_image, a job_id, an https URL or a data URL`,
  )

function galleryPicture(text: string, { path, hasPicture }: ReferenceContext): PictureReference {
  if (!galleryId.test(text) || !hasPicture(text)) throw unknown(path, text)
  return { gallery: text }
}

function ofObject(
  { gallery, upload, job, index = 0 }: Exclude<PictureArgument, string>,
  { path }: ReferenceContext,
): PictureReference {
  const given = [gallery, upload, job].filter((id) => id !== undefined)
  if (given.length !== 1) throw invalidInput(path, 'must have one of gallery, upload and job')
  if (gallery !== undefined) return { gallery }
  if (upload !== undefined) return { upload: upload.toLowerCase() }
  return { job: String(job).toLowerCase(), index }
}
