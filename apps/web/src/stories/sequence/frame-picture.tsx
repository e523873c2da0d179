import { Ban, CircleAlert, Clock, ImageOff } from 'lucide-react'
import { toUrl } from '../../api/base.ts'
import { Remaining } from '../../queue/remaining.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Progress } from '../../ui/progress.tsx'
import styles from './frame-card.module.css'
import type { FrameStanding } from './frame-standing.ts'
import type { Frame } from './sequence-queries.ts'

interface FramePictureProps {
  readonly frame: Frame
  readonly standing: FrameStanding
  readonly preview: string | undefined
  readonly toldAt: number
  readonly onOpen: () => void
}

const signs = {
  waiting: Clock,
  running: Clock,
  failed: CircleAlert,
  cancelled: Ban,
  gone: ImageOff,
  done: ImageOff,
} as const

/** The picture of a frame; before there is one, what emerges, or why there is none. */
export const FramePicture = ({ frame, standing, preview, toldAt, onOpen }: FramePictureProps) => {
  const { frame_number: number, image, description, prompt } = frame
  const Sign = signs[standing.kind]
  const isRunning = standing.kind === 'running'
  const emerging = isRunning ? preview : undefined
  return (
    <div className={styles.picture}>
      {image !== undefined && (
        <a
          className={styles.open}
          href={toUrl(image.image_url)}
          onClick={(event) => {
            event.preventDefault()
            onOpen()
          }}
        >
          <img
            src={toUrl(image.thumbnail_url)}
            alt={`Open frame ${number}: ${description || prompt}`}
            loading="lazy"
            decoding="async"
          />
        </a>
      )}
      {image === undefined && emerging !== undefined && (
        <img src={emerging} alt={`Frame ${number} as it emerges`} className={styles.emerging} />
      )}
      {image === undefined && emerging === undefined && (
        <Sign aria-hidden className={styles.sign} />
      )}
      {image !== undefined && emerging !== undefined && (
        <img
          src={emerging}
          alt={`The other frame ${number} as it emerges`}
          className={styles.inset}
        />
      )}
      <span aria-hidden className={styles.number}>
        {number}
      </span>
      {standing.kind !== 'done' && (
        <div
          className={classNames(
            styles.standing,
            standing.kind === 'failed' && styles.failed,
            image === undefined && emerging === undefined && !isRunning && styles.alone,
          )}
        >
          <p>
            {image !== undefined && standing.kind === 'failed' && 'The other could not be made. '}
            {standing.text}
            {standing.hint !== undefined && <span className={styles.hint}> {standing.hint}</span>}
          </p>
          {isRunning && (
            <>
              <Remaining seconds={standing.seconds} toldAt={toldAt} />
              <Progress
                label={`Frame ${number}`}
                value={standing.value ?? null}
                valueText={standing.text}
              />
            </>
          )}
        </div>
      )}
    </div>
  )
}
