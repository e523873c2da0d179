import type { GalleryImage } from '../../api/types.ts'

export interface LightboxProps {
  /** Pictures in the list. */
  readonly total: number
  /**
   * When they were counted, in milliseconds: a count that is told anew counts, also when it is the same, for a picture that was taken out here
   * may be back before anybody counted without it.
   */
  readonly countedAt?: number
  /** The place of the picture to open. */
  readonly index: number
  /** The picture of a place; undefined when the list ends before it. Asked for as it is now: an answer is kept here. */
  readonly load: (index: number) => Promise<GalleryImage | undefined>
  /** The picture at `index`, where it is known already. */
  readonly first?: GalleryImage | undefined
  /** Another picture is shown; called again with the picture when that has come. */
  readonly onIndex: (index: number, picture: GalleryImage | undefined) => void
  readonly onClose: () => void
}
