import { Check, CirclePlay } from 'lucide-react'
import { toUrl } from '../api/base.ts'
import { nameOfPicture } from '../pictures/name-of-picture.ts'
import type { TrashedImage } from './trash.ts'
import styles from './trash-tile.module.css'

interface TrashTileProps {
  readonly picture: TrashedImage
  readonly isMarked: boolean
  readonly onPress: (isRange: boolean) => void
}

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** One deleted picture. */
export const TrashTile = ({ picture, isMarked, onPress }: TrashTileProps) => {
  const deleted = when.format(new Date(picture.deleted_at))
  return (
    <button
      type="button"
      className={styles.tile}
      aria-pressed={isMarked}
      aria-label={`${nameOfPicture(picture)}, deleted ${deleted}`}
      onClick={({ shiftKey }) => onPress(shiftKey)}
    >
      <img
        src={toUrl(picture.thumbnail_url)}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        className={styles.picture}
      />
      {picture.media_type.startsWith('video/') && (
        <CirclePlay aria-hidden className={styles.play} />
      )}
      {isMarked && (
        <span className={styles.mark}>
          <Check aria-hidden />
        </span>
      )}
    </button>
  )
}
