import { WifiOff } from 'lucide-react'
import { connection } from '../api/live.ts'
import { useStore } from '../api/store.ts'
import styles from './connection-banner.module.css'

/** Says when the server does not answer; what is shown stays, and the page goes on when it is back. */
export const ConnectionBanner = () => {
  const state = useStore(connection)
  return (
    <div role="status">
      {state === 'lost' && (
        <p className={styles.banner}>
          <WifiOff size={16} aria-hidden />
          Darkroom does not answer. What was accepted is kept; this page goes on by itself when it
          is back.
        </p>
      )}
    </div>
  )
}
