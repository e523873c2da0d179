import type { SlideData } from 'photoswipe'
import { toUrl } from '../../api/base.ts'
import { nameOfPicture } from '../name-of-picture.ts'
import type { AtPlace } from './pictures-by-place.ts'

/** The side of a picture whose size is not known. */
const unknownSide = 1024

const isVideo = ({ media_type }: { readonly media_type: string }): boolean =>
  media_type.startsWith('video/')

/** What a place of the list is shown as. */
export function toSlide(known: AtPlace): SlideData {
  if (known === undefined) return { type: 'waiting' }
  if (known === 'gone') return { type: 'gone' }
  const { image_url, thumbnail_url, width, height } = known
  return {
    type: isVideo(known) ? 'video' : 'image',
    src: toUrl(image_url),
    msrc: toUrl(thumbnail_url),
    width: width ?? unknownSide,
    height: height ?? unknownSide,
    alt: nameOfPicture(known),
  }
}
