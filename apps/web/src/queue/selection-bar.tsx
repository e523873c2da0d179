import { X } from 'lucide-react'
import { useState } from 'react'
import type { QueueRow } from '../api/types.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { cancelRow } from './actions.ts'
import styles from './selection-bar.module.css'
import { useAction } from './use-action.ts'

export interface SelectionBarProps {
  readonly rows: readonly QueueRow[]
  readonly onDone: () => void
}

/** What can be done with the rows that are ticked. */
export const SelectionBar = ({ rows, onDone }: SelectionBarProps) => {
  const action = useAction()
  const [asking, setAsking] = useState(false)
  const jobs = rows.reduce((sum, { stack }) => sum + (stack?.waiting ?? 1), 0)
  const what = `${jobs} ${jobs === 1 ? 'job' : 'jobs'}`
  return (
    <Toolbar
      label="Selection"
      raised
      className={styles.bar}
      end={
        <Button variant="plain" size="small" icon={<X aria-hidden />} onClick={onDone}>
          Clear
        </Button>
      }
    >
      <span className={styles.count}>{rows.length} selected</span>
      <Button size="small" variant="danger" busy={action.busy} onClick={() => setAsking(true)}>
        Cancel {what}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={`Cancel ${what}?`}
        detail="Pictures that are finished stay. What is cancelled can be run again from the list below."
        confirmLabel="Cancel them"
        danger
        onConfirm={() => {
          action.run(() => Promise.all(rows.map(cancelRow)), `Cancelled ${what}`)
          onDone()
        }}
      />
    </Toolbar>
  )
}
