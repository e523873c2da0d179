import { Heart, Play } from 'lucide-react'
import type { PointerEvent } from 'react'
import { useRef } from 'react'
import { toUrl } from '../api/base.ts'
import type { GalleryImage } from '../api/types.ts'
import { classNames } from '../ui/class-names.ts'
import { dragPicture } from './drag-picture.ts'
import { nameOfPicture } from './name-of-picture.ts'
import styles from './picture-tile.module.css'

/** Milliseconds after which a finger that rests on a picture selects it. */
const longPressMs = 450

export interface PictureTileProps {
  readonly image: GalleryImage
  readonly selected: boolean
  /** Whether anything is selected: then every tile shows its box, and a click selects. */
  readonly selecting: boolean
  /** Whether the Tab key leads here. */
  readonly reachable: boolean
  readonly onOpen: () => void
  /** `range`: from the one that was selected last. */
  readonly onSelect: (event: { readonly range: boolean }) => void
}

/** A square of a picture: a click opens it, its box selects it, and it can be dragged out. */
export const PictureTile = ({
  image,
  selected,
  selecting,
  reachable,
  onOpen,
  onSelect,
}: PictureTileProps) => {
  const name = nameOfPicture(image)
  const press = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wasLong = useRef(false)
  const begin = ({ pointerType }: PointerEvent): void => {
    wasLong.current = false
    if (pointerType !== 'touch') return
    press.current = setTimeout(() => {
      wasLong.current = true
      onSelect({ range: false })
    }, longPressMs)
  }
  const end = (): void => clearTimeout(press.current)
  return (
    <div
      className={classNames(
        styles.tile,
        selected && styles.selected,
        selecting && styles.selecting,
      )}
    >
      {/* The address is the picture itself, for another tab; a plain click opens it here. */}
      <a
        className={styles.link}
        href={toUrl(image.image_url)}
        tabIndex={reachable ? 0 : -1}
        draggable
        onDragStart={(event) => dragPicture(event, image)}
        onPointerDown={begin}
        onPointerUp={end}
        onPointerCancel={end}
        onContextMenu={(event) => {
          if (wasLong.current) event.preventDefault()
        }}
        onClick={(event) => {
          event.preventDefault()
          if (wasLong.current) return
          const { shiftKey: range, ctrlKey, metaKey } = event
          if (selecting || range || ctrlKey || metaKey) onSelect({ range })
          else onOpen()
        }}
      >
        <img
          className={styles.image}
          src={toUrl(image.thumbnail_url)}
          alt={name}
          decoding="async"
          draggable={false}
        />
      </a>
      {image.media_type.startsWith('video/') && (
        <span className={styles.kind}>
          <Play size={14} aria-hidden />
          <span className="visually-hidden">Video</span>
        </span>
      )}
      {image.metadata.favourite === true && (
        <span className={styles.favourite}>
          <Heart size={14} aria-hidden />
          <span className="visually-hidden">Favourite</span>
        </span>
      )}
      {/* A plain box and not the kit's: hundreds of them come and go while one scrolls. */}
      <input
        type="checkbox"
        className={styles.box}
        aria-label={`Select ${name}`}
        checked={selected}
        tabIndex={-1}
        onClick={({ shiftKey }) => onSelect({ range: shiftKey })}
        onChange={() => {}}
      />
    </div>
  )
}
