import { bytesInText, invalidInput } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { plainField, type SentRequest } from '../request/sent-request.ts'

/** A picture as it was sent: its bytes, or what stands for it. */
export type SentPicture =
  | { readonly bytes: Uint8Array }
  /** An address that the house may fetch. */
  | { readonly url: string }
  /** An upload of the house. */
  | { readonly upload: string }

export interface SentPictures {
  readonly images: readonly SentPicture[]
  readonly mask?: SentPicture | undefined
}

/** OpenAI's limit. */
const mostImages = 16

/** The pictures of a form or of JSON, in the order in which they were sent. @throws DoorError 400 */
export function readPictures({ fields, files }: SentRequest): SentPictures {
  const inField = (...names: readonly string[]): readonly SentPicture[] => [
    ...files.flatMap(({ field, bytes }) =>
      names.includes(plainField(field)) && bytes.length > 0 ? [fromBytes(bytes, field)] : [],
    ),
    ...names.flatMap((name) => fromValue(fields[name], name)),
  ]
  if (inField('markup').length > 0) {
    throw invalidInput(
      'markup',
      'is not supported: say in the prompt what is to change, or send a mask',
    )
  }
  const images = inField('image', 'images')
  if (images.length > mostImages)
    throw invalidInput('image', `has more than ${mostImages} pictures`)
  return { images, mask: inField('mask')[0] }
}

const isDataUrl = (text: string): boolean => /^\s*data:/i.test(text)

/** A form without names of files may hold the address of a picture, or a data URL, as text. */
function fromBytes(bytes: Uint8Array, field: string): SentPicture {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const isText = isDataUrl(start) || /^https?:\/\//i.test(start)
  return isText ? fromText(Buffer.from(bytes).toString(), plainField(field)) : { bytes }
}

function fromValue(value: unknown, field: string): readonly SentPicture[] {
  if (value === undefined || value === null || value === '') return []
  if (Array.isArray(value)) return value.flatMap((one) => fromValue(one, field))
  if (typeof value === 'string') return [fromText(value, field)]
  if (isRecord(value)) return [fromObject(value, field)]
  throw invalidInput(field, 'must be a picture')
}

function fromObject(value: Readonly<Record<string, unknown>>, field: string): SentPicture {
  const { image_url: address, url, file_id: file, upload, b64_json: base64 } = value
  const id = [file, upload].find((one) => typeof one === 'string')
  if (typeof id === 'string') return { upload: id }
  const text = [isRecord(address) ? address.url : address, url, base64].find(
    (one) => typeof one === 'string',
  )
  if (typeof text === 'string') return fromText(text, field)
  throw invalidInput(field, 'must have an image_url or a file_id')
}

function fromText(text: string, field: string): SentPicture {
  if (/^\s*https?:\/\//i.test(text)) return { url: text.trim() }
  const bytes = bytesInText(text)
  if (bytes !== undefined) return { bytes }
  throw invalidInput(field, 'must be a file, a data URL in base64, or an https address')
}
