import { CirclePause, Hourglass, WifiOff } from 'lucide-react'
import type { Queue } from '../api/types.ts'
import { timeOfDay } from './duration.ts'
import styles from './queue-notes.module.css'

export interface QueueNotesProps {
  readonly queue: Queue | undefined
  /** When what is shown was so, while the server does not answer. */
  readonly oldSince: number | undefined
}

/** What concerns the whole queue: it is paused, nothing can begin, or nobody knows how it stands now. */
export const QueueNotes = ({ queue, oldSince }: QueueNotesProps) => {
  const isHeld = queue !== undefined && !queue.paused && queue.waiting_detail !== undefined
  return (
    <div role="status" className={styles.notes}>
      {oldSince !== undefined && (
        <p className={styles.note}>
          <WifiOff aria-hidden />
          {oldSince === 0
            ? 'Nothing is known of the queue yet.'
            : `This is how the queue stood at ${timeOfDay(oldSince)}.`}
        </p>
      )}
      {queue?.paused && (
        <p className={styles.paused}>
          <CirclePause aria-hidden />
          <span>
            <strong>The queue is paused.</strong> Nothing new begins; what runs goes on.
          </span>
        </p>
      )}
      {isHeld && (
        <p className={styles.note}>
          <Hourglass aria-hidden />
          {queue.waiting_detail}
        </p>
      )}
    </div>
  )
}
