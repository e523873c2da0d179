import { queueSummary } from '../api/queue-summary.ts'
import { useStore } from '../api/store.ts'
import styles from './navigation.module.css'

const most = 999

/** How many jobs run and wait, beside the queue's icon. */
export const QueueCount = () => {
  const { queued = 0, processing = 0 } = useStore(queueSummary)?.counts ?? {}
  const count = queued + processing
  if (count === 0) return null
  return (
    <span className={styles.count}>
      {count > most ? `${most}+` : count}
      <span className="visually-hidden"> jobs</span>
    </span>
  )
}
