import type { GalleryImage } from '../../api/types.ts'
import type { Frame } from './sequence-queries.ts'

/** A frame that has a picture. */
export type PicturedFrame = Frame & { readonly image: GalleryImage }

const hasPicture = (frame: Frame): frame is PicturedFrame => frame.image !== undefined

export const picturedFrames = (frames: readonly Frame[]): readonly PicturedFrame[] =>
  frames.filter(hasPicture)
