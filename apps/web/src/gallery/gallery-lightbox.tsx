import { toUrl } from '../api/base.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { GalleryFilter } from './gallery-filter.ts'

export interface GalleryLightboxProps {
  readonly id: string
  /** Its place in the list; undefined where only the address names it. */
  readonly place: number | undefined
  readonly filter: GalleryFilter
  readonly total: number
  readonly onClose: () => void
}

/** The picture that the address names, over the list that it is in. */
export const GalleryLightbox = ({ id, onClose }: GalleryLightboxProps) => (
  <Dialog open onClose={onClose} title="Picture" size="full">
    <img src={toUrl(`/api/gallery/image/${id}`)} alt="" />
  </Dialog>
)
