import type { Picture } from '../painting/picture.ts'
import { withSharp } from './pictures.ts'

/** How far the camera moves into the picture over a whole video, as a part of its size. */
const zoom = 0.2

/** The frames of a video of one picture: the camera moves slowly into it. */
export const frames = (picture: Picture, length: number): readonly Picture[] => {
  const { width, height } = picture
  return Array.from({ length }, (_, index) => {
    const part = 1 - (zoom * index) / Math.max(1, length - 1)
    const [wide, high] = [
      Math.max(1, Math.round(width * part)),
      Math.max(1, Math.round(height * part)),
    ]
    const place = {
      left: (width - wide) >> 1,
      top: (height - high) >> 1,
      width: wide,
      height: high,
    }
    return withSharp(picture, (image) =>
      image.extract(place).resize(width, height, { fit: 'fill' }),
    )
  })
}
