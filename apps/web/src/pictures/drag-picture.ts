import type { DragEvent } from 'react'
import { toUrl } from '../api/base.ts'
import type { GalleryImage } from '../api/types.ts'

/** What a dragged picture is called among our own views: its data is the id. */
export const pictureDragType = 'application/x-darkroom-image'

/** Lets a picture be dropped on other programs as a file or an address, and on our own views as itself. */
export function dragPicture(event: DragEvent, image: GalleryImage): void {
  const url = toUrl(image.image_url)
  const name = image.filepath.split('/').at(-1) ?? 'picture'
  event.dataTransfer.setData(pictureDragType, image.id)
  event.dataTransfer.setData('text/uri-list', url)
  event.dataTransfer.setData('DownloadURL', `${image.media_type}:${name}:${url}`)
  event.dataTransfer.effectAllowed = 'copyLink'
}
