import { DoorError, type OpenFile } from '@darkroom/door-ports'
import type { Services } from '../services.ts'

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** A picture as a PNG with the transparency of a mask; both are uploads then, for what decodes them reads files. */
export async function maskedPicture(
  picture: OpenFile,
  mask: Uint8Array,
  {
    uploads,
    thumbnailer,
    signal,
  }: Pick<Services, 'uploads' | 'thumbnailer'> & {
    readonly signal: AbortSignal
  },
): Promise<Uint8Array> {
  const { upload: of } = await uploads.add(picture.stream())
  const { upload: by } = await uploads.add(once(mask))
  using _held = await uploads.hold([of.id, by.id])
  const { width, height } = of
  if (of.kind !== 'picture' || by.kind !== 'picture' || width === null || height === null) {
    throw new DoorError(400, 'invalid_input', 'A mask is a picture, and for a picture.')
  }
  if (by.width !== width || by.height !== height) {
    throw new DoorError(400, 'invalid_input', 'A mask is as large as the picture that it is for.')
  }
  const grey = await thumbnailer.mask(uploads.pathOf(by.id), {
    reads: 'transparency',
    width,
    height,
    signal,
  })
  return await thumbnailer.masked(uploads.pathOf(of.id), { mask: grey, signal })
}
