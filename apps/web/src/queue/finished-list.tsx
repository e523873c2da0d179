import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { Job } from '../api/types.ts'
import { Button } from '../ui/button.tsx'
import { retryGroup, runAgain } from './actions.ts'
import styles from './finished-list.module.css'
import { FinishedRow } from './finished-row.tsx'
import { ListSection } from './list-section.tsx'
import { type Finished, mostRecent, stacked } from './recent.ts'
import { useAction } from './use-action.ts'
import { useRecent } from './use-recent.ts'

const hasFailed = ({ status }: Job): boolean => status === 'error'

const again = ({ group, id }: Finished): Promise<unknown> =>
  group === undefined ? runAgain(id) : retryGroup(group)

/** What ended last: pictures to look at, and failures with what to do. */
export const FinishedList = () => {
  const recent = useRecent()
  const action = useAction()
  const [retried, setRetried] = useState<ReadonlySet<string>>(new Set())
  const rows = stacked(recent.data ?? [])
  if (rows.length === 0) return null
  const failed = rows.filter(({ id, jobs }) => jobs.some(hasFailed) && !retried.has(id))
  const retry = (which: readonly Finished[]) =>
    action.run(async () => {
      await Promise.all(which.map(again))
      setRetried(new Set([...retried, ...which.map(({ id }) => id)]))
    }, 'Queued again')
  return (
    <ListSection
      title="Finished"
      detail={`the last ${mostRecent}`}
      actions={
        failed.length > 1 && (
          <Button
            size="small"
            icon={<RotateCw aria-hidden />}
            busy={action.busy}
            onClick={() => retry(failed)}
          >
            Retry all {failed.length} that failed
          </Button>
        )
      }
    >
      <ul className={styles.list}>
        {rows.map((finished) => (
          <FinishedRow
            key={finished.id}
            finished={finished}
            isRetried={retried.has(finished.id)}
            busy={action.busy}
            onAgain={() => retry([finished])}
          />
        ))}
      </ul>
    </ListSection>
  )
}
