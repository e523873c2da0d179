import { useStore } from '../api/store.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import styles from './many-progress.module.css'
import { type RunningMany, runningMany } from './run-many.ts'

/** How far something with many pictures is, with what ends it. */
export const ManyProgress = ({ running }: { readonly running: RunningMany }) => {
  const { doing, done, total, stop } = running
  const text = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
  return (
    <div className={styles.place}>
      <Toolbar label={`${doing} pictures`} raised className={styles.bar}>
        <span className={styles.words}>
          {doing} {text}
        </span>
        <Progress
          label={`${doing} pictures`}
          value={done / total}
          valueText={text}
          className={styles.progress}
        />
        <Button onClick={stop}>Stop</Button>
      </Toolbar>
    </div>
  )
}

export const useRunningMany = (): RunningMany | undefined => useStore(runningMany)
