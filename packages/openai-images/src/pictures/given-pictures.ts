import { DoorError, type Pictures } from '@darkroom/door-ports'
import type { SentPicture, SentPictures } from './sent-pictures.ts'

/** A picture as jobs refer to it. */
export type PictureReference = string | { readonly upload: string }

export interface GivenPictures {
  readonly images: readonly PictureReference[]
  readonly mask?: PictureReference | undefined
}

interface GiveOptions {
  readonly pictures: Pictures
  readonly signal: AbortSignal
}

/** Hands the pictures to the house, which keeps them for the job. @throws DoorError that names the field */
export async function givePictures(
  { images, mask }: SentPictures,
  options: GiveOptions,
): Promise<GivenPictures> {
  const given: PictureReference[] = []
  // One after the other: each is held in memory while it is looked at.
  for (const image of images) given.push(await give(image, 'image', options))
  return { images: given, mask: mask && (await give(mask, 'mask', options)) }
}

async function give(
  sent: SentPicture,
  path: string,
  { pictures, signal }: GiveOptions,
): Promise<PictureReference> {
  if ('url' in sent) return sent.url
  if ('upload' in sent) return { upload: sent.upload }
  try {
    const { id } = await pictures.upload(sent.bytes, { signal })
    return { upload: id }
  } catch (error) {
    throw error instanceof DoorError && error.parts.length === 0 ? inField(error, path) : error
  }
}

const inField = (error: DoorError, path: string): DoorError => {
  const { status, code, message, hint, retryAfter, headers } = error
  const parts = [{ path, message }]
  return new DoorError(status, code, message, { hint, retryAfter, headers, parts, cause: error })
}
