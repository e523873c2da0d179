import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './batch.module.css'
import { BatchButtons } from './batch-buttons.tsx'
import { axesOfBatch, toCells } from './batch-cells.ts'
import { batchStanding, isGoing } from './batch-standing.ts'
import { BatchTables } from './batch-tables.tsx'
import { useBatch } from './use-batch.ts'

export interface BatchResultProps {
  readonly id: string
  /** What the inputs are called in the form, by their keys. */
  readonly labels: ReadonlyMap<string, string>
}

/** The most jobs that one answer tells of. */
const page = 1000

/** A batch as it goes: its pictures by the values that made them. */
export const BatchResult = ({ id, labels }: BatchResultProps) => {
  const [from, setFrom] = useState(0)
  const { data: batch, error, refetch } = useBatch(id, from)
  if (batch === undefined) {
    return error === null ? (
      <Skeleton shape="block" ratio="1" />
    ) : (
      <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
    )
  }
  const { total_images: total, completed_images: done, failed_images: failed } = batch
  const going = isGoing(batch)
  const axes = axesOfBatch(batch.matrix, labels)
  return (
    <div className={styles.batch}>
      <Progress label="The batch" value={total === 0 ? null : (done + failed.length) / total} />
      <div className={styles.line}>
        <p className={styles.standing}>{batchStanding(batch)}</p>
        <BatchButtons {...{ id, done, total }} isGoing={going} onRetried={() => void refetch()} />
      </div>
      <BatchTables cells={toCells(batch, from)} axes={axes} isGoing={going} />
      {(from > 0 || batch.next_from !== undefined) && (
        <div className={styles.line}>
          <Button
            size="small"
            disabled={from === 0}
            onClick={() => setFrom(Math.max(0, from - page))}
          >
            {`Before ${(from + 1).toLocaleString('en')}`}
          </Button>
          <Button
            size="small"
            disabled={batch.next_from === undefined}
            onClick={() => setFrom(batch.next_from ?? from)}
          >
            {`From ${(batch.next_from ?? total).toLocaleString('en')} on`}
          </Button>
        </div>
      )}
    </div>
  )
}
