import { connection } from '../api/live.ts'
import { useQueue } from '../api/queue.ts'
import { useStore } from '../api/store.ts'
import { classNames } from '../ui/class-names.ts'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { FinishedList } from './finished-list.tsx'
import { QueueHeader } from './queue-header.tsx'
import { QueueNotes } from './queue-notes.tsx'
import styles from './queue-view.module.css'
import { RunningList } from './running-list.tsx'
import { useFollowedProgress } from './use-followed-progress.ts'
import { WaitingList } from './waiting-list.tsx'

/** What runs, what waits, and what has ended. */
export const QueueView = () => {
  const queue = useQueue()
  const isOld = useStore(connection) === 'lost'
  useFollowedProgress()
  return (
    <>
      <QueueHeader queue={queue.data} />
      <div className={styles.view}>
        <QueueNotes queue={queue.data} oldSince={isOld ? queue.dataUpdatedAt : undefined} />
        {queue.isError && queue.data === undefined && (
          <ProblemNote problem={problemOf(queue.error)} retry={() => void queue.refetch()} />
        )}
        <div className={classNames(styles.lists, isOld && styles.old)}>
          <RunningList jobs={queue.data?.running ?? []} toldAt={queue.dataUpdatedAt} />
          <WaitingList />
          <FinishedList />
        </div>
      </div>
    </>
  )
}
