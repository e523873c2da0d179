import { bytesInText, type Pictures } from '@darkroom/door-ports'
import type { PictureReference } from '@darkroom/recipe'
import { wrongField } from './wrong-field.ts'

/** A picture that a request brings: as words refer to it, and how large it is where that is known. */
export interface GivenPicture {
  readonly reference: PictureReference
  readonly width?: number | undefined
  readonly height?: number | undefined
}

/** The bytes of a picture that is sent as base64, raw or as a data URL. @throws DoorError 422 */
export function pictureBytes(text: string, field: string): Uint8Array {
  const bytes = bytesInText(text)
  if (bytes !== undefined) return bytes
  throw wrongField(field, 'is no picture in base64')
}

/** Keeps a picture for the jobs of its request; an address is fetched by the house, if it fetches any. */
export async function takePicture(
  pictures: Pick<Pictures, 'upload'>,
  text: string,
  { field, signal }: { readonly field: string; readonly signal: AbortSignal },
): Promise<GivenPicture> {
  if (/^https?:\/\//i.test(text)) return { reference: text.trim() }
  const { id, width, height } = await pictures.upload(pictureBytes(text, field), { signal })
  return { reference: { upload: id }, width, height }
}
