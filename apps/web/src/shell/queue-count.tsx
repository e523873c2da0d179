import { useQueue } from '../api/queue.ts'
import styles from './navigation.module.css'

const most = 999

/** How many jobs run and wait, beside the queue's icon. */
export const QueueCount = () => {
  const { data } = useQueue()
  const { queued = 0, processing = 0 } = data?.counts ?? {}
  const count = queued + processing
  if (count === 0) return null
  return (
    <span className={styles.count}>
      {count > most ? `${most}+` : count}
      <span className="visually-hidden"> jobs</span>
    </span>
  )
}
