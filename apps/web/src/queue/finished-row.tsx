import { Ban, CircleAlert, RotateCw } from 'lucide-react'
import { Link } from 'wouter'
import { toUrl } from '../api/base.ts'
import type { Job } from '../api/types.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Truncated } from '../ui/truncated.tsx'
import { timeOfDay } from './duration.ts'
import styles from './finished-row.module.css'
import type { Finished } from './recent.ts'

export interface FinishedRowProps {
  readonly finished: Finished
  /** Whether it was run again from here. */
  readonly isRetried: boolean
  readonly busy: boolean
  readonly onAgain: () => void
}

const mostPictures = 6

const count = (jobs: readonly Job[], status: Job['status']): number =>
  jobs.filter((job) => job.status === status).length

const sentenceOf = (jobs: readonly Job[], isStack: boolean): string => {
  const [done, failed, cancelled] = [
    count(jobs, 'completed'),
    count(jobs, 'error'),
    count(jobs, 'cancelled'),
  ]
  if (!isStack) return done > 0 ? 'done' : cancelled > 0 ? 'cancelled' : 'failed'
  return [
    done > 0 && `${done} done`,
    failed > 0 && `${failed} failed`,
    cancelled > 0 && `${cancelled} cancelled`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** A job that ended, or those of a batch or story. */
export const FinishedRow = ({ finished, isRetried, busy, onAgain }: FinishedRowProps) => {
  const { group, jobs } = finished
  const [newest] = jobs
  const pictures = jobs.flatMap(({ images = [] }) => images).slice(0, mostPictures)
  const failed = jobs.find(({ status }) => status === 'error')
  const isCancelled = jobs.some(({ status }) => status === 'cancelled')
  const title = newest.prompt || newest.model || 'A workflow'
  const canRunAgain = failed !== undefined || isCancelled
  return (
    <li className={styles.row}>
      <div className={styles.pictures}>
        {pictures.length === 0 && (
          <span className={styles.sign}>
            {failed === undefined ? <Ban aria-hidden /> : <CircleAlert aria-hidden />}
          </span>
        )}
        {pictures.map(({ id, thumbnail_url }) => (
          <Link key={id} href={`/gallery?image=${id}`} className={styles.picture}>
            <img src={toUrl(thumbnail_url)} alt={`Open: ${title}`} loading="lazy" />
          </Link>
        ))}
      </div>
      <div className={styles.words}>
        <div className={styles.title}>
          {group !== undefined && (
            <Badge tone="accent">{group.kind === 'batch' ? 'Batch' : 'Story'}</Badge>
          )}
          <Truncated text={title} />
        </div>
        <p className={styles.detail}>
          {sentenceOf(jobs, group !== undefined)}
          {newest.finished_at !== undefined && ` · ${timeOfDay(Date.parse(newest.finished_at))}`}
        </p>
        {failed?.error !== undefined && (
          <p className={styles.error}>
            {failed.error}
            {failed.error_info?.hint !== undefined && (
              <span className={styles.hint}> {failed.error_info.hint}</span>
            )}
          </p>
        )}
      </div>
      {canRunAgain &&
        (isRetried ? (
          <Badge>queued again</Badge>
        ) : (
          <Button size="small" icon={<RotateCw aria-hidden />} disabled={busy} onClick={onAgain}>
            {failed === undefined ? 'Run again' : 'Retry'}
          </Button>
        ))}
    </li>
  )
}
