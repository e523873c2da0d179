import {
  Copy,
  Download,
  Expand,
  Heart,
  ImagePlus,
  Shuffle,
  SplitSquareHorizontal,
  Trash2,
  ZoomIn,
} from 'lucide-react'
import { toUrl } from '../api/base.ts'
import type { GalleryImage } from '../api/types.ts'
import type { PictureActions } from '../pictures/use-picture-actions.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import styles from './picture-bar.module.css'

interface PictureBarProps {
  readonly picture: GalleryImage
  readonly actions: PictureActions
  /** Whether there is a picture before it, and it is shown in its place. */
  readonly compares: boolean | undefined
  readonly onCompare: (compares: boolean) => void
  readonly onUseAsInput: (id: string) => void
}

/** What can be done with the finished picture. */
export const PictureBar = ({
  picture,
  actions,
  compares,
  onCompare,
  onUseAsInput,
}: PictureBarProps) => {
  const { favourite } = picture.metadata
  return (
    <Toolbar
      label="The picture"
      className={styles.bar}
      end={
        picture.seed !== null && (
          <Button
            variant="plain"
            size="small"
            trailing={<Copy aria-hidden />}
            aria-label={`Copy the seed ${picture.seed}`}
            onClick={() => void actions.copySeed(picture)}
          >
            Seed {picture.seed}
          </Button>
        )
      }
    >
      <Button
        size="small"
        icon={<Shuffle aria-hidden />}
        onClick={() => void actions.vary(picture)}
      >
        Vary
      </Button>
      <Button
        size="small"
        icon={<ZoomIn aria-hidden />}
        onClick={() => void actions.upscale(picture)}
      >
        Upscale
      </Button>
      <IconButton
        size="small"
        label="Use as input"
        icon={<ImagePlus aria-hidden />}
        onClick={() => onUseAsInput(picture.id)}
      />
      {compares !== undefined && (
        <IconButton
          size="small"
          label="Compare with the one before"
          icon={<SplitSquareHorizontal aria-hidden />}
          pressed={compares}
          onClick={() => onCompare(!compares)}
        />
      )}
      <IconButton
        size="small"
        label="Favourite"
        icon={<Heart aria-hidden fill={favourite === true ? 'currentColor' : 'none'} />}
        pressed={favourite === true}
        onClick={() => void actions.favour(picture)}
      />
      <Button
        size="small"
        variant="plain"
        icon={<Download aria-hidden />}
        aria-label="Download"
        href={toUrl(withDownload(picture.image_url))}
        download
      />
      <Button
        size="small"
        variant="plain"
        icon={<Expand aria-hidden />}
        aria-label="Open in the gallery"
        to={`/gallery?image=${picture.id}`}
      />
      <IconButton
        size="small"
        variant="danger"
        label="Delete"
        icon={<Trash2 aria-hidden />}
        onClick={() => void actions.remove(picture)}
      />
    </Toolbar>
  )
}

const withDownload = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}download=true`
