import {
  Download,
  Ellipsis,
  Heart,
  Info,
  Shuffle,
  Trash2,
  WandSparkles,
  X,
  ZoomIn,
} from 'lucide-react'
import type { GalleryImage } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { downloadUrl } from '../download-url.ts'
import { fileName } from '../name-of-picture.ts'
import styles from './lightbox-bar.module.css'
import { moreItems } from './more-items.tsx'
import type { LightboxAction } from './shortcuts.ts'

interface LightboxBarProps {
  readonly place: number
  readonly total: number
  readonly picture: GalleryImage | undefined
  readonly hasDetails: boolean
  readonly onAction: (action: LightboxAction) => void
  readonly onClose: () => void
}

/** What can be done with the picture that is shown, over its top. */
export const LightboxBar = ({
  place,
  total,
  picture,
  hasDetails,
  onAction,
  onClose,
}: LightboxBarProps) => {
  const isFavourite = picture?.metadata.favourite === true
  return (
    <header className={styles.bar}>
      <p className={styles.where}>
        <span className={styles.count}>
          {`${(place + 1).toLocaleString('en')} / ${total.toLocaleString('en')}`}
        </span>
        {picture !== undefined && <span className={styles.name}>{fileName(picture.filepath)}</span>}
      </p>
      <div className={styles.actions}>
        {picture !== undefined && (
          <>
            <span className={styles.wide}>
              <Button
                variant="plain"
                size="small"
                icon={<WandSparkles aria-hidden />}
                onClick={() => onAction('use')}
              >
                Use these
              </Button>
              <Button
                variant="plain"
                size="small"
                icon={<Shuffle aria-hidden />}
                onClick={() => onAction('vary')}
              >
                Vary
              </Button>
              <Button
                variant="plain"
                size="small"
                icon={<ZoomIn aria-hidden />}
                disabled={!picture.media_type.startsWith('image/')}
                onClick={() => onAction('upscale')}
              >
                Upscale
              </Button>
            </span>
            <IconButton
              label="Favourite"
              shortcut="F"
              pressed={isFavourite}
              icon={<Heart aria-hidden fill={isFavourite ? 'currentColor' : 'none'} />}
              onClick={() => onAction('favourite')}
            />
            <span className={styles.wide}>
              <IconButton
                label="Download"
                shortcut="D"
                icon={<Download aria-hidden />}
                onClick={() => onAction('download')}
              />
            </span>
            <IconButton
              label="Move to the trash"
              shortcut="Delete"
              variant="danger"
              icon={<Trash2 aria-hidden />}
              onClick={() => onAction('delete')}
            />
            <Menu
              align="end"
              trigger={<IconButton label="More" icon={<Ellipsis aria-hidden />} />}
              items={moreItems(picture, downloadUrl(picture.image_url), onAction)}
            />
          </>
        )}
        <IconButton
          label="Details"
          shortcut="I"
          pressed={hasDetails}
          icon={<Info aria-hidden />}
          onClick={() => onAction('details')}
        />
        <IconButton label="Close" shortcut="Esc" icon={<X aria-hidden />} onClick={onClose} />
      </div>
    </header>
  )
}
