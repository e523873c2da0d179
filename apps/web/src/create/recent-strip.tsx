import { CircleAlert, CircleSlash, Clock } from 'lucide-react'
import { toUrl } from '../api/base.ts'
import type { GalleryImage, Job } from '../api/types.ts'
import { Progress } from '../ui/progress.tsx'
import styles from './recent-strip.module.css'
import { StripTile } from './strip-tile.tsx'
import type { Previews } from './use-previews.ts'

/** What the stage shows: a job, and which of its pictures. */
export interface Shown {
  readonly id: string
  readonly index: number
}

interface RecentStripProps {
  readonly jobs: readonly Job[]
  readonly previews: Previews
  readonly shown: Shown | undefined
  readonly onShow: (shown: Shown) => void
}

const titles: Readonly<Record<Job['status'], string>> = {
  queued: 'Waiting',
  processing: 'Running',
  completed: 'Finished',
  error: 'Failed',
  cancelled: 'Cancelled',
}

const Waiting = ({ job, preview }: { readonly job: Job; readonly preview: string | undefined }) => {
  switch (job.status) {
    case 'queued':
      return <Clock size={20} aria-hidden />
    case 'processing':
      return (
        <>
          {preview !== undefined && <img src={preview} alt="" className={styles.picture} />}
          <span className={styles.ring}>
            <Progress
              shape="ring"
              label={`Running: ${job.prompt}`}
              value={job.progress?.value ?? null}
            />
          </span>
        </>
      )
    case 'cancelled':
      return <CircleSlash size={20} aria-hidden />
    case 'error':
    case 'completed':
      return <CircleAlert size={20} aria-hidden />
  }
}

const Thumbnail = ({ image }: { readonly image: GalleryImage }) => (
  <img
    src={toUrl(image.thumbnail_url)}
    alt=""
    loading="lazy"
    decoding="async"
    className={styles.picture}
  />
)

/** What was asked for lately, newest first: a picture each, or how it is doing. */
export const RecentStrip = ({ jobs, previews, shown, onShow }: RecentStripProps) => (
  <ul className={styles.strip} aria-label="Recent pictures">
    {jobs.flatMap((job) => {
      const { images = [], status, request_id: id, prompt } = job
      const isShown = (index: number) => shown?.id === id && shown.index === index
      const title = `${titles[status]}: ${prompt === '' ? 'a picture' : prompt}`
      if (images.length === 0) {
        return [
          <StripTile
            key={id}
            title={title}
            isShown={isShown(0)}
            onShow={() => onShow({ id, index: 0 })}
          >
            <Waiting job={job} preview={previews.get(id)} />
          </StripTile>,
        ]
      }
      return images.map((image, index) => (
        <StripTile
          key={image.id}
          title={title}
          isShown={isShown(index)}
          onShow={() => onShow({ id, index })}
        >
          <Thumbnail image={image} />
        </StripTile>
      ))
    })}
  </ul>
)
