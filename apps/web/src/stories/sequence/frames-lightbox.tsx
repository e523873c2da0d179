import { Lightbox } from '../../pictures/lightbox/lightbox.tsx'
import type { PicturedFrame } from './pictured-frames.ts'

interface FramesLightboxProps {
  readonly frames: readonly PicturedFrame[]
  /** The number of the frame that is looked at. */
  readonly number: number
  readonly onShow: (number: number) => void
  readonly onClose: () => void
}

/** The pictures of the frames at their full size, in the order of the story. */
export const FramesLightbox = ({ frames, number, onShow, onClose }: FramesLightboxProps) => {
  const place = frames.findIndex(({ frame_number }) => frame_number === number)
  if (place === -1) return null
  return (
    <Lightbox
      total={frames.length}
      index={place}
      first={frames[place]?.image}
      load={async (index) => frames[index]?.image}
      onIndex={(index) => {
        const shown = frames[index]
        if (shown !== undefined && shown.frame_number !== number) onShow(shown.frame_number)
      }}
      onClose={onClose}
    />
  )
}
