import type { Pictures } from '@darkroom/door-ports'
import type { SentPicture, SentPictures } from './sent-pictures.ts'

/** A picture as jobs refer to it. */
export type PictureReference = string | { readonly upload: string }

export interface GivenPictures {
  readonly images: readonly PictureReference[]
  readonly mask?: PictureReference | undefined
}

/** Hands the pictures to the house, which keeps them for the job. @throws DoorError */
export async function givePictures(
  { images, mask }: SentPictures,
  { pictures, signal }: { readonly pictures: Pictures; readonly signal: AbortSignal },
): Promise<GivenPictures> {
  const give = async (sent: SentPicture): Promise<PictureReference> => {
    if ('url' in sent) return sent.url
    if ('upload' in sent) return { upload: sent.upload }
    const { id } = await pictures.upload(sent.bytes, { signal })
    return { upload: id }
  }
  const given: PictureReference[] = []
  // One after the other: each is held in memory while it is looked at.
  for (const image of images) given.push(await give(image))
  return { images: given, mask: mask && (await give(mask)) }
}
