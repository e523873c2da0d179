import type { GalleryImage } from '../../api/types.ts'
import type { Frame } from './sequence-queries.ts'

/** A frame that has a picture. */
export type PicturedFrame = Frame & { readonly image: GalleryImage }

const hasPicture = (frame: Frame): frame is PicturedFrame => frame.image !== undefined

export const picturedFrames = (frames: readonly Frame[]): readonly PicturedFrame[] =>
  frames.filter(hasPicture)

/** Wider or higher pictures are cut in the storyboard, so that many frames are in sight. */
const [narrowest, widest] = [2 / 3, 16 / 9]

/** Width by height of the pictures, as the first has it; square until there is one. */
export function shapeOf([first]: readonly {
  readonly image: Pick<GalleryImage, 'width' | 'height'>
}[]): number {
  const { width, height } = first?.image ?? {}
  return width && height ? Math.min(widest, Math.max(narrowest, width / height)) : 1
}
