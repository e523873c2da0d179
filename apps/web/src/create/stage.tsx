import { ImageIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { toUrl } from '../api/base.ts'
import type { GalleryImage, Job } from '../api/types.ts'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import type { Size } from './sizes.ts'
import styles from './stage.module.css'
import { StageState } from './stage-state.tsx'

const CompareSlider = lazy(async () => ({
  default: (await import('../pictures/compare-slider.tsx')).CompareSlider,
}))

interface StageProps {
  readonly job: Job | undefined
  /** The picture of the job that is shown, once there is one. */
  readonly picture: GalleryImage | undefined
  readonly preview: string | undefined
  /** The picture before, for as long as it is compared. */
  readonly before: GalleryImage | undefined
  readonly size: Size
}

/** The finished picture comes in over its last preview when the browser has it. */
const Finished = ({ picture }: { readonly picture: GalleryImage }) => {
  const [isThere, setThere] = useState(false)
  return (
    <img
      className={classNames(styles.layer, styles.finished, isThere && styles.there)}
      src={toUrl(picture.image_url)}
      alt={picture.prompt === '' ? 'Finished' : picture.prompt}
      decoding="async"
      // A picture of the cache may be there before anybody listens.
      ref={(element) => {
        if (element?.complete === true && element.naturalWidth > 0) setThere(true)
      }}
      onLoad={() => setThere(true)}
    />
  )
}

/** The picture: awaited, emerging, finished. It has its shape from the start, so that nothing jumps. */
export const Stage = ({ job, picture, preview, before, size }: StageProps) => {
  if (job === undefined) {
    return (
      <div className={styles.stage}>
        <EmptyState
          icon={<ImageIcon size={32} strokeWidth={1.25} />}
          title="Your picture will be here"
          detail="Say what you want to see, and press Generate."
        />
      </div>
    )
  }
  return (
    <div className={styles.stage}>
      <div
        className={styles.frame}
        data-state={job.status}
        style={{
          '--ratio': size.width / size.height,
          aspectRatio: `${size.width} / ${size.height}`,
        }}
      >
        {preview !== undefined && (
          <img className={classNames(styles.layer, styles.preview)} src={preview} alt="" />
        )}
        {picture !== undefined && <Finished key={picture.id} picture={picture} />}
        {before !== undefined && picture !== undefined && (
          <div className={classNames(styles.layer, styles.compare)}>
            <Suspense>
              <CompareSlider
                before={{ address: toUrl(before.image_url), label: 'Before' }}
                after={{ address: toUrl(picture.image_url), label: 'Now' }}
              />
            </Suspense>
          </div>
        )}
        <StageState
          job={job}
          hasPicture={picture !== undefined}
          hasPreview={preview !== undefined}
        />
      </div>
    </div>
  )
}
