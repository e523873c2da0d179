import { Dialog } from '@base-ui/react/dialog'
import { useRef, useState } from 'react'
import { toUrl } from '../../api/base.ts'
import { useKeys } from '../../pictures/lightbox/use-keys.ts'
import { classNames } from '../../ui/class-names.ts'
import type { PicturedFrame } from './pictured-frames.ts'
import { afterAction, beginning, type SlideAction, secondsOf, slideActionOf } from './slide-keys.ts'
import styles from './slideshow.module.css'
import { SlideshowBar } from './slideshow-bar.tsx'
import { usePace } from './use-pace.ts'

export interface SlideshowProps {
  readonly id: string
  /** In their order; others come while it plays. */
  readonly frames: readonly PicturedFrame[]
  readonly onClose: () => void
}

/** A video is shown by its poster: a frame has its time. */
const isStill = ({ media_type }: PicturedFrame['image']): boolean => media_type.startsWith('image/')

/** The frames one after the other over the whole window, until it is closed. */
export const Slideshow = ({ id, frames, onClose }: SlideshowProps) => {
  const popup = useRef<HTMLDivElement>(null)
  const [show, setShow] = useState(() => beginning(0))
  const [before, setBefore] = useState<string>()
  const [shown, setShown] = useState<string>()
  const place = Math.min(show.place, Math.max(0, frames.length - 1))
  const frame = frames[place]
  const next = frames[(place + 1) % Math.max(1, frames.length)]
  const act = (action: SlideAction) => {
    const after = afterAction({ ...show, place }, action, frames.length)
    if (after.place !== place) setBefore(frame?.image.id)
    setShow(after)
  }
  useKeys(popup, (event) => {
    const action = slideActionOf(event)
    if (action !== undefined) act(action)
    return action !== undefined
  })
  const isShown = frame !== undefined && shown === frame.image.id
  // A frame has its time from when it can be seen.
  usePace({
    isRunning: show.isPlaying && isShown && frames.length > 1,
    seconds: secondsOf(show),
    of: place,
    onOver: () => act('advance'),
  })
  // What was shown before stays below until the new one has come over it, and the next one is on its way.
  const layers = frames.filter(({ image }) =>
    [frame?.image.id, next?.image.id, before].includes(image.id),
  )
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Popup className={styles.show} ref={popup} initialFocus={popup}>
          <Dialog.Title className="visually-hidden">
            {frame === undefined ? 'Slideshow' : `Slideshow: frame ${frame.frame_number}`}
          </Dialog.Title>
          <div className={styles.stage}>
            {layers.map(({ image, frame_number, description, prompt }) => (
              <img
                key={image.id}
                src={toUrl(isStill(image) ? image.image_url : image.thumbnail_url)}
                alt={`Frame ${frame_number}: ${description || prompt}`}
                aria-hidden={image.id !== frame?.image.id}
                className={classNames(
                  styles.slide,
                  image.id === frame?.image.id && styles.shown,
                  image.id === before && styles.before,
                )}
                ref={(element) => {
                  if (image.id === frame?.image.id && element?.complete) setShown(image.id)
                }}
                onLoad={() => {
                  if (image.id === frame?.image.id) setShown(image.id)
                }}
                onError={() => {
                  if (image.id === frame?.image.id) setShown(image.id)
                }}
              />
            ))}
          </div>
          <SlideshowBar
            {...{ id, show, frame, onClose }}
            place={place}
            total={frames.length}
            onAction={act}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
