import { CircleAlert, CircleSlash, Clock } from 'lucide-react'
import type { Job } from '../api/types.ts'
import { Progress } from '../ui/progress.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { toProgressText, toWaitingText } from './progress-text.ts'
import styles from './stage-state.module.css'

interface StageStateProps {
  readonly job: Job
  readonly hasPicture: boolean
  readonly hasPreview: boolean
}

/** Over the frame: what is waited for, how far it is, or why there is no picture. */
export const StageState = ({ job, hasPicture, hasPreview }: StageStateProps) => {
  switch (job.status) {
    case 'queued':
      return (
        <div className={styles.middle}>
          <Clock size={28} strokeWidth={1.5} aria-hidden />
          <p>{toWaitingText(job)}</p>
        </div>
      )
    case 'processing': {
      const { value = null } = job.progress ?? {}
      const text = toProgressText(job)
      return (
        <>
          {!hasPreview && (
            <div className={styles.middle}>
              <Spinner />
            </div>
          )}
          <div className={styles.bottom}>
            <p className={styles.text}>{text}</p>
            <Progress label="The picture" value={value} valueText={text} />
          </div>
        </>
      )
    }
    case 'error':
      return (
        <div className={styles.middle}>
          <CircleAlert size={28} strokeWidth={1.5} aria-hidden className={styles.bad} />
          <p>{job.error ?? 'It failed.'}</p>
          {job.error_info?.hint !== undefined && (
            <p className={styles.hint}>{job.error_info.hint}</p>
          )}
        </div>
      )
    case 'cancelled':
      return (
        <div className={styles.middle}>
          <CircleSlash size={28} strokeWidth={1.5} aria-hidden />
          <p>Cancelled</p>
        </div>
      )
    case 'completed':
      return hasPicture ? null : (
        <div className={styles.middle}>
          <p>Its picture is no longer in the gallery.</p>
        </div>
      )
  }
}
