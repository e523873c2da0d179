import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '../ui/class-names.ts'
import { addressOf, keyOf, type PictureReference } from './picture-reference.ts'
import styles from './picture-thumbnail.module.css'
import { usePictureSize } from './use-picture-size.ts'

interface PictureThumbnailProps {
  readonly picture: PictureReference
  readonly label: string
  readonly size?: 'small' | 'large' | undefined
}

/** A picture that goes in, small, with its size; or that it is there no more. */
export const PictureThumbnail = ({ picture, label, size = 'small' }: PictureThumbnailProps) => {
  const [missing, setMissing] = useState<string>()
  const address = addressOf(picture)
  const pixels = usePictureSize(address?.full)
  const isMissing = address === undefined || missing === keyOf(picture)
  return (
    <figure className={classNames(styles.figure, styles[size])}>
      {isMissing ? (
        <span className={styles.missing}>
          <ImageOff aria-hidden />
          <span className="visually-hidden">{label}: not there</span>
        </span>
      ) : (
        <img
          src={address.thumbnail}
          alt={label}
          decoding="async"
          className={styles.image}
          onError={() => setMissing(keyOf(picture))}
        />
      )}
      {pixels !== undefined && (
        <figcaption className={styles.size}>
          {pixels.width} × {pixels.height}
        </figcaption>
      )}
    </figure>
  )
}
